// desk.mjs BRIEFBOOK QUALITY: the desk in a real browser, from a dropped clipping to its correction: by keyboard alone, without a
// script, on a phone, in the dark; and requests that may not save anything: nothing of the folder changes. Exit 1 on any fault.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [binary, quality] = process.argv.slice(2).map((path) => resolve(path));
const { browser, load } = await import(pathToFileURL(join(quality, '_site.mjs')));
const faults = [];
const must = (holds, what) => { if (!holds) faults.push(what); };

const root = mkdtempSync(join(tmpdir(), 'desk-'));
const clips = join(root, 'clips');
mkdirSync(clips);
writeFileSync(join(root, 'outside.txt'), 'Not a seed of the folder.\n');
writeFileSync(join(clips, 'book.toml'), '[book]\ntitle = "Harbours"\nsrc = "."\n[[theme]]\nid = "ports"\ntitle = "Ports"\nterms = ["basin"]\n');
writeFileSync(join(clips, 'note.md'), '---\n# mine\ntitle: Old words # for now\n---\nA note of the desk on the eastern basin and its gate.\n');
const child = spawn(binary, ['serve', clips, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => child.kill());
process.on('uncaughtException', (error) => { console.error(error); process.exit(1); });
const address = await new Promise((found) => child.stdout.on('data', (data) => found(String(data).trim().replace(/\/$/, ''))));

const snapshot = () => JSON.stringify(readdirSync(root, { recursive: true }).sort()
  .filter((file) => statSync(join(root, file)).isFile()).map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const said = (file) => { try { return readFileSync(join(clips, file), 'utf8'); } catch { return ''; } };
const until = async (test, what) => {
  for (let i = 0; i < 100; i++) { if (await test()) return; await new Promise((ok) => setTimeout(ok, 50)); }
  faults.push(`waited in vain: ${what}`);
};

const b = await browser();
const axe = load('axe-core').source;
async function judged(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  violations.forEach((v) => faults.push(`${name}: ${v.id}: ${v.help}: ${v.nodes[0].target.join(' ')}`));
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  must(over <= 1, `${name}: ${over} px too wide`);
}

// a clipping is dropped while the desk is open: it comes by itself
const context = await b.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
const page = await context.newPage();
page.on('pageerror', (error) => faults.push(`script: ${error}`));
await page.goto(`${address}/desk.html`);
writeFileSync(join(clips, 'clip.txt'), ['Home', 'News', 'The gate opens at last', '3 March 2025', '',
  'The board opened the second gate of the eastern basin on Monday, after four years of work and a dispute.', '',
  'Ships of two hundred metres can now turn within the basin, and the board expects more of them.', '',
  'Win a lamp in our great lottery of lamps', 'The third gate is only a question of money, said the chair of the board.', 'Share this', ''].join('\n'));
await until(async () => (await page.locator('.desk h3 a', { hasText: 'The gate opens at last' }).count()) === 1, 'the dropped clipping on the desk');

// from here on the page is loaded anew by what the keyboard does alone, so that no reload falls between two keys. A file that is written
// may be told twice, when it is made and when it is full; a connection that is open already ends with the page that holds it
const unmoved = (context) => context.route('**/_briefbook/events', (request) => request.abort());
await unmoved(context);
await page.goto(`${address}/desk.html`);

// keyboard alone
const tabTo = async (selector) => {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return true;
  }
  faults.push(`the keyboard does not reach ${selector}`);
  return false;
};
await page.evaluate(() => document.body.focus());
for (let i = 0; i < 3; i++) {
  await tabTo('.desk h3 a');
  if (await page.evaluate(() => document.activeElement.closest('li').textContent.includes('clip.txt'))) break;
}
await Promise.all([page.waitForURL('**/desk/*.html'), page.keyboard.press('Enter')]);
await tabTo('#f-title');
await page.keyboard.press('Control+A');
await page.keyboard.type('A gate, "at last" & open');
await tabTo('.known button');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
must(said('clip.txt.toml') === 'title = \'A gate, "at last" & open\'\n', `the sidecar says ${said('clip.txt.toml')}`);
must((await page.inputValue('#f-title')) === 'A gate, "at last" & open', 'the page shows the new title');
must((await page.textContent('#h-title')).includes('The gate opens at last'), 'the page tells what the title beat');
for (let i = 0; i < 20; i++) {
  await tabTo('.on-desk input');
  if (await page.evaluate(() => document.activeElement.closest('li').textContent.includes('Win a lamp'))) break;
}
await page.keyboard.press('Space');
await tabTo('.bar button[value="aside"]');
await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
must(said('clip.txt.toml').includes('[[aside]]\nfrom = "Win a lamp in our great lottery of"'), 'the line is set aside in the sidecar');
must(!(await page.textContent('.became')).includes('lottery'), 'the article is without the line');
const article = await page.getAttribute('.top .dek a', 'href');
await page.goto(new URL(article, page.url()).href);
must((await page.textContent('h1')).includes('at last'), 'the article bears the title');
must(!(await page.textContent('article')).includes('lottery'), 'the article page is without the line');
must((await page.locator('.banner a').count()) > 0, 'the article leads to the desk');

// the same line is known when the page is pasted anew with another line before it
const again = said('clip.txt').replace('Home\n', 'Home\nWeather\n');
writeFileSync(join(clips, 'clip.txt'), again);
await until(async () => (await (await fetch(`${address}/desk.html`)).text()).includes('clip.txt') &&
  !(await (await fetch(page.url())).text()).includes('lottery of lamps</p>'), 'the correction after a new paste');

// without a script: front matter keeps its comments
const bare = await (await b.newContext({ javaScriptEnabled: false })).newPage();
await bare.goto(`${address}/desk.html`);
await bare.locator('.desk li', { hasText: 'note.md' }).locator('h3 a').click();
await bare.fill('#f-title', 'New words');
await bare.check('input[name="themes"][value="ports"]');
await bare.click('.known button');
must(said('note.md').startsWith('---\n# mine\ntitle: New words # for now\n'), `front matter says ${said('note.md')}`);
await bare.fill('#f-date', 'tomorrow');
const before = snapshot();
await bare.click('.known button');
must((await bare.textContent('body')).includes('is no date'), 'a wrong date is told');
must(snapshot() === before, 'a wrong date writes nothing');

// a page that is older than a correction does not undo it: it says what is there now, and what was typed can be saved on top of it
const old = await (await b.newContext({ javaScriptEnabled: false })).newPage();
await old.goto(`${address}/desk.html`);
await old.locator('.desk li', { hasText: 'clip.txt' }).locator('h3 a').click();
writeFileSync(join(clips, 'clip.txt.toml'), `site = "Gazette"\n${said('clip.txt.toml')}`);
await old.fill('#f-authors', 'Ada Marsh');
const kept = said('clip.txt.toml');
await old.click('.known button');
must((await old.textContent('body')).includes('“Gazette”'), 'an old page is told what is there now');
must(said('clip.txt.toml') === kept, 'an old page undoes nothing');
await old.click('form button');
must(said('clip.txt.toml').includes('site = "Gazette"') && said('clip.txt.toml').includes('Ada Marsh'), `both are said: ${said('clip.txt.toml')}`);

// the list says what wants a look and why, is filtered where a script runs, and leads on in an order that no save changes
await page.goto(`${address}/desk.html`);
must((await page.textContent('.desk li:has-text("note.md") .wants')).includes('Date: none found'), 'the desk says why a seed wants a look');
await page.fill('#by-words', 'lottery-of-nothing');
must((await page.locator('.desk > li:visible').count()) === 0, 'the list is filtered by words');
await page.fill('#by-words', 'CLIP.txt');
must((await page.locator('.desk > li:visible').count()) === 1, 'the list is filtered by a path');
must((await page.textContent('#filter output')).includes('1 of 2'), 'the filter says how many it shows');
await page.fill('#by-words', '');
await bare.goto(`${address}/desk.html`);
must(!(await bare.isVisible('#filter')), 'there is no filter without a script');
await page.locator('.desk li', { hasText: 'clip.txt' }).locator('h3 a').click();
const walk = async () => JSON.stringify([await page.locator('.top .margin a').evaluateAll((all) => all.map((a) => a.href)), await page.textContent('.top .rail')]);
const order = await walk();
await page.check('#desk input[name="none"][value="site"]');
await Promise.all([page.waitForNavigation(), page.click('.known button')]);
must(said('clip.txt.toml').includes('site = ""'), `there is no site: ${said('clip.txt.toml')}`);
must((await walk()) === order, 'what comes before and next stays after a save');

// every page of the desk, judged
for (const [width, colorScheme] of [[1280, 'light'], [320, 'dark']]) {
  const judges = await b.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
  await unmoved(judges);
  const judge = await judges.newPage();
  await judge.goto(`${address}/desk.html`);
  const pages = await judge.locator('.desk h3 a').evaluateAll((links) => links.map((a) => a.href));
  await judged(judge, `desk at ${width} ${colorScheme}`);
  for (const url of pages) { await judge.goto(url); await judged(judge, `${url} at ${width} ${colorScheme}`); }
}

// a folder that changes while something is typed, and in the very moment of a save: nothing typed is lost, and the page comes back
const live = await (await b.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
await live.goto(`${address}/desk.html`);
await live.locator('.desk li', { hasText: 'note.md' }).locator('h3 a').click();
await live.waitForURL('**/desk/*.html');
await live.fill('#f-site', 'Typed');
writeFileSync(join(clips, 'other.txt'), 'Another text\n\nThe pilots of quay nine have left the water for the winter.\n');
await live.waitForSelector('#briefbook-overlay');
must((await live.inputValue('#f-site')) === 'Typed', 'a change of the folder leaves what was typed');
for (let i = 0; i < 5; i++) {
  await live.fill('#f-site', `Typed ${i}`);
  const saved = live.waitForURL('**?saved');
  const clicked = live.click('.known button');
  writeFileSync(join(clips, 'other.txt'), `Another text ${i}\n\nThe pilots of quay nine have left the water for winter ${i}.\n`);
  await clicked;
  await saved;
  await until(() => said('note.md').includes(`site: "Typed ${i}"`) || said('note.md').includes(`site: Typed ${i}`), `save ${i} while the folder changes`);
  await until(async () => (await live.inputValue('#f-site').catch(() => '')) === `Typed ${i}`, `the page after save ${i}`);
  await live.goto(live.url().replace('?saved', ''));
}

// what may not save anything
const deskPage = await (await fetch(`${address}/desk.html`)).text();
const seedPage = await (await fetch(`${address}/${deskPage.match(/desk\/[0-9a-f]+\.html/)[0]}`)).text();
const token = seedPage.match(/name="token" value="([0-9a-f]{32})"/)?.[1];
must(token, 'a page of the desk bears a token');
const form = (more) => new URLSearchParams({ token, seed: 'clip.txt', 'was.title': '', title: 'Forged', ...more });
const post = (body, headers) => fetch(`${address}/_briefbook/save`, { method: 'POST', redirect: 'manual', body, headers: { origin: address, ...headers } });
const still = snapshot();
for (const [what, status, answer] of [
  ['another origin', 403, () => post(form(), { origin: 'http://evil.example' })],
  ['another port', 403, () => post(form(), { origin: 'http://127.0.0.1:1' })],
  ['a wrong token', 403, () => post(form({ token: '0'.repeat(32) }))],
  ['no token', 403, () => post(form({ token: '' }))],
  ['a path outside', 422, () => post(form({ seed: '../outside.txt' }))],
  ['a whole path', 422, () => post(form({ seed: join(root, 'outside.txt') }))],
  ['the settings', 422, () => post(form({ seed: 'book.toml' }))],
  ['a sidecar', 422, () => post(form({ seed: 'clip.txt.toml' }))],
  ['no form', 415, () => post(JSON.stringify({ token, seed: 'clip.txt', title: 'Forged' }), { 'content-type': 'application/json' })],
  ['plain text', 415, () => post(String(form()), { 'content-type': 'text/plain' })],
  ['GET', 405, () => fetch(`${address}/_briefbook/save?${form()}`, { headers: { origin: address } })],
]) {
  const got = (await answer()).status;
  must(got === status, `${what}: status ${got} instead of ${status}`);
  must(snapshot() === still, `${what}: something was written`);
}
const evil = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(
  `<form method="post" action="${address}/_briefbook/save">${[...form()].map(([k, v]) => `<input name="${k}" value="${v}">`).join('')}</form><script>document.forms[0].submit()</script>`));
await new Promise((ok) => evil.listen(0, '127.0.0.1', ok));
const forger = await (await b.newContext()).newPage();
const [forged] = await Promise.all([
  forger.waitForResponse((response) => response.url().includes('/_briefbook/save')),
  forger.goto(`http://127.0.0.1:${evil.address().port}/`),
]);
must(forged.status() === 403, `a forged form: status ${forged.status()}`);
must(snapshot() === still, 'a forged form: something was written');

await b.close();
evil.close();
child.kill();
rmSync(root, { recursive: true });
console.log(`the desk in a browser: ${faults.length} faults`);
faults.forEach((fault) => console.log(fault));
process.exit(faults.length ? 1 : 0);
