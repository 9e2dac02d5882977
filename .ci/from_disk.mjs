// from_disk.mjs SITE QUALITY: opens every page of SITE by file://, with and without JavaScript: each must show its heading, ask
// for nothing that is not there, and link only to files that are. Exit 1 otherwise.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [dir, quality] = process.argv.slice(2).map((path) => resolve(path));
const { browser } = await import(pathToFileURL(join(quality, '_site.mjs')));
const pages = readdirSync(dir, { recursive: true }).filter((file) => file.endsWith('.html') && file !== '404.html').sort();
const faults = [];
const b = await browser();
for (const javaScriptEnabled of [true, false]) {
  const context = await b.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  let at = '';
  page.on('requestfailed', (request) => faults.push(`${at}: cannot load ${request.url()}`));
  page.on('pageerror', (error) => faults.push(`${at}: ${error}`));
  for (at of pages) {
    await page.goto(pathToFileURL(join(dir, at)).href, { waitUntil: 'load' });
    if (!(await page.locator('h1').first().isVisible())) faults.push(`${at}: no heading to be seen`);
    const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((a) => a.href));
    for (const href of new Set(hrefs.filter((href) => href.startsWith('file:')))) {
      if (!existsSync(fileURLToPath(href.split('#')[0]))) faults.push(`${at}: leads to ${href}, which is not there`);
    }
  }
  await context.close();
}
await b.close();
console.log(`from disk: ${pages.length} pages, with and without JavaScript, ${faults.length} faults`);
faults.slice(0, 40).forEach((fault) => console.log(fault));
process.exit(faults.length ? 1 : 0);
