// one_file.mjs QUALITY FILE...: opens each FILE by file:// as a phone would, without JavaScript, in the light and in the dark: it must
// show its heading and every article, fit 320 px, lead by # to places that are there and otherwise only out, give no two things
// one id, and ask for nothing. Exit 1 otherwise.
import { mkdtempSync, copyFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';

const [quality, ...files] = process.argv.slice(2).map((path) => resolve(path));
const { browser, load } = await import(pathToFileURL(join(quality, '_site.mjs')));
const axe = load('axe-core').source;
const faults = [];
const b = await browser();
let articles = 0;
for (const file of files) for (const colorScheme of ['light', 'dark']) {
  // a folder with nothing else in it, as a mail's attachment
  const folder = mkdtempSync(join(tmpdir(), 'one-file-'));
  const url = pathToFileURL(join(folder, 'a.html')).href;
  copyFileSync(file, join(folder, 'a.html'));
  const fault = (what) => faults.push(`${file} ${colorScheme}: ${what}`);
  const context = await b.newContext({ javaScriptEnabled: false, colorScheme, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  page.on('request', (request) => { if (request.url() !== url) fault(`asks for ${request.url()}`); });
  page.on('console', (message) => { if (message.type() === 'error') fault(message.text()); });
  await page.goto(url, { waitUntil: 'load' });
  if (!(await page.locator('h1').isVisible())) fault('no heading to be seen');
  articles = Math.max(articles, await page.locator('article').count());
  for (const article of await page.locator('article').all()) if (!(await article.isVisible())) fault('an article is not to be seen');
  const seen = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    const hrefs = [...document.querySelectorAll('[href]')].map((a) => a.getAttribute('href'));
    return {
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      twice: ids.filter((id, i) => ids.indexOf(id) !== i),
      lost: hrefs.filter((href) => href.startsWith('#') && !document.getElementById(decodeURIComponent(href.slice(1)))),
      inward: hrefs.filter((href) => !/^(#|https?:|mailto:|data:)/.test(href)),
    };
  });
  if (seen.wide > 1) fault(`${seen.wide} px too wide`);
  for (const what of ['twice', 'lost', 'inward']) if (seen[what].length) fault(`${what}: ${seen[what].slice(0, 5).join(' ')}`);
  await context.close();
  const judge = await (await b.newContext({ colorScheme, viewport: { width: 320, height: 640 }, bypassCSP: true })).newPage();
  await judge.goto(url);
  await judge.evaluate(axe);
  const { violations } = await judge.evaluate(() => window.axe.run(document));
  violations.forEach((v) => fault(`${v.id}: ${v.help}: ${v.nodes[0].target.join(' ')}`));
  await judge.close();
  rmSync(folder, { recursive: true });
}
await b.close();
console.log(`one file: ${files.length} files, up to ${articles} articles, without JavaScript, ${faults.length} faults`);
faults.slice(0, 40).forEach((fault) => console.log(fault));
process.exit(faults.length ? 1 : 0);
