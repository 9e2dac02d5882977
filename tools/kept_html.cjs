// Measures how much of what a browser shows of saved pages is kept somewhere: node kept_html.cjs BRIEFBOOK FOLDER [WORST]
//
// Chromium (CHROMIUM, else /usr/bin/chromium) lays out each page of FOLDER with scripts off and nothing from the net, and gives
// its `innerText`. Of a line of it whose letters do not stand in their order in what `briefbook inspect` gives as body, metadata,
// references, facts and set aside, a word is lost when its letters stand nowhere either; letters are also counted. Needs the
// package playwright-core where NODE_PATH finds it.
const { chromium } = require('playwright-core');
const { execFileSync } = require('child_process');
const fs = require('fs'), os = require('os'), path = require('path');

const [binary, folder, worst = '10'] = process.argv.slice(2);
const bare = text => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const count = text => { const all = new Map(); for (const c of text) all.set(c, (all.get(c) || 0) + 1); return all; };

/** The page's characters as its bytes or its markup declare them. */
function decode(bytes) {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const declared = /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] || 'utf-8';
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch { /* not UTF-8 */ }
  try { return new TextDecoder(declared).decode(bytes); } catch { return new TextDecoder('windows-1252').decode(bytes); }
}

async function shown(browser, file, text) {
  fs.writeFileSync(file, '\ufeff' + text);
  const page = await browser.newPage();
  try {
    await page.goto('file://' + file, { waitUntil: 'commit' });
    await page.waitForLoadState('domcontentloaded', { timeout: 15000 }).catch(() => {});
    return await page.evaluate(() => (document.body || document.documentElement).innerText);
  } finally { await page.close(); }
}

/** What the program keeps of each page, by file name. */
function kept(names, dossier) {
  const out = new Map();
  for (let at = 0; at < names.length; at += 40) {
    const part = names.slice(at, at + 40).map(name => path.join('seeds', name));
    const json = execFileSync(binary, ['inspect', '--format', 'json', ...part], { cwd: dossier, maxBuffer: 1 << 30 });
    for (const line of json.toString('utf8').split('\n').filter(Boolean)) {
      const page = JSON.parse(line);
      const items = ['body', 'metadata', 'references', 'facts', 'set_aside'].flatMap(key => page[key].filter(item => !item.inline));
      items.sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
      out.set(path.basename(page.seed), items.map(item => item.text ?? item.title ?? '').join('\n'));
    }
  }
  return out;
}

function lost(inner, ours) {
  const flat = bare(ours), gone = [];
  let words = 0;
  for (const line of inner.split('\n').filter(line => bare(line))) {
    const tokens = line.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    words += tokens.length;
    if (!flat.includes(bare(line))) gone.push(...tokens.filter(token => !flat.includes(bare(token))));
  }
  const [a, b] = [count(bare(inner)), count(flat)];
  let letters = 0, missing = 0;
  for (const [c, n] of a) { letters += n; missing += Math.max(0, n - (b.get(c) || 0)); }
  return { words, gone, letters, missing };
}

(async () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-'));
  fs.mkdirSync(path.join(root, 'seeds'));
  fs.writeFileSync(path.join(root, 'book.toml'), '[book]\ntitle = "kept"\n');
  const names = fs.readdirSync(folder).filter(name => /\.x?html?$/.test(name)).sort();
  names.forEach(name => fs.copyFileSync(path.join(folder, name), path.join(root, 'seeds', name)));
  const ours = kept(names, root);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const file = path.join(root, 'page.html');
  await context.route('**/*', route => (route.request().url() === 'file://' + file ? route.continue() : route.abort()));
  const pages = [];
  for (const name of names) {
    const inner = await shown(context, file, decode(fs.readFileSync(path.join(folder, name))));
    pages.push({ name, ...lost(inner, ours.get(name) || '') });
  }
  await browser.close();
  fs.rmSync(root, { recursive: true });
  const sum = key => pages.reduce((all, page) => all + (Array.isArray(page[key]) ? page[key].length : page[key]), 0);
  const share = (part, all) => (1 - part / Math.max(1, all)).toFixed(5);
  console.log(`${pages.length} pages, ${sum('words')} words shown, ${sum('gone')} lost: kept ${share(sum('gone'), sum('words'))}`);
  console.log(`${sum('letters')} letters shown, ${sum('missing')} not found again: kept ${share(sum('missing'), sum('letters'))}`);
  console.log(`least kept of a page: words ${Math.min(...pages.map(p => +share(p.gone.length, p.words)))}, letters ${Math.min(...pages.map(p => +share(p.missing, p.letters)))}`);
  pages.sort((a, b) => b.gone.length - a.gone.length || b.missing - a.missing);
  pages.slice(0, +worst).forEach(p => console.log(`  ${p.name}: ${p.gone.length} of ${p.words} words, ${p.missing} of ${p.letters} letters: ${p.gone.slice(0, 8).join(' ')}`));
})();
