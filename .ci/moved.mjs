// moved.mjs BRIEFBOOK QUALITY: builds a dossier whose article has old addresses, and opens them at a domain's root, in a folder of it
// and from the disk: with JavaScript the place on the page comes along, without it the page alone. In the folder, an address that does
// not exist, at any depth, leads back to pages that do. Exit 1 otherwise.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [briefbook, quality] = process.argv.slice(2).map((path) => resolve(path));
const { browser } = await import(pathToFileURL(join(quality, '_site.mjs')));
const folder = mkdtempSync(join(tmpdir(), 'moved-'));
mkdirSync(join(folder, 'seeds'));
writeFileSync(join(folder, 'seeds/a.md'), '---\ntitle: The weir\nslug: weir\naliases: [/2024/05/old-weir/, /weir.html]\n---\nOne.\n\nTwo.\n\nThree.\n');
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' };
const faults = [];
const b = await browser();
for (const mount of ['/', '/repo/', 'file://']) {
  const isDisk = mount === 'file://';
  writeFileSync(join(folder, 'book.toml'), `[book]\ntitle = "Sluices"\n${isDisk ? '' : `[output.html]\nsite-url = "${mount}"\n`}`);
  execFileSync(briefbook, ['build', '--dir', folder], { stdio: 'ignore' });
  const site = join(folder, 'public');
  const server = createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    let file = path.startsWith(mount) ? join(site, path.slice(mount.length)) : '';
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = file && existsSync(file);
    answer.writeHead(found ? 200 : 404, { 'content-type': types[extname(found ? file : '404.html')] ?? 'application/octet-stream' });
    answer.end(readFileSync(found ? file : join(site, '404.html')));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const root = isDisk ? `${pathToFileURL(site).href}/` : `http://127.0.0.1:${server.address().port}${mount}`;
  for (const javaScriptEnabled of [true, false]) {
    const context = await b.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    for (const old of [isDisk ? '2024/05/old-weir/index.html' : '2024/05/old-weir/', 'weir.html']) {
      await page.goto(`${root}${old}#p2`, { waitUntil: 'commit' });
      const wanted = `${root}articles/weir.html${javaScriptEnabled ? '#p2' : ''}`;
      await page.waitForURL((url) => url.href.startsWith(`${root}articles/`), { timeout: 5000 }).catch(() => {});
      if (page.url() !== wanted) faults.push(`${old} leads to ${page.url()} instead of ${wanted}, scripts: ${javaScriptEnabled}`);
    }
    for (const lost of isDisk ? [] : ['lost.html', 'a/b/c/lost', 'articles/lost.html?x=1#p2']) {
      const failed = [];
      page.removeAllListeners('response');
      await page.goto(`${root}${lost}`, { waitUntil: 'load' });
      page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
      const hrefs = await page.locator('a[href], link[rel=stylesheet]').evaluateAll((all) => all.map((one) => one.href.split('#')[0]));
      for (const href of new Set(hrefs.filter((href) => !href.includes('lost')))) {
        const response = await page.request.get(href);
        if (response.status() !== 200) failed.push(href);
      }
      if (failed.length || hrefs.length < 5) faults.push(`${root}${lost}: ${hrefs.length} links, nothing at ${failed}`);
    }
    await context.close();
  }
  server.close();
}
await b.close();
rmSync(folder, { recursive: true });
console.log(`moved: three mounts, with and without JavaScript, ${faults.length} faults`);
faults.forEach((fault) => console.log(fault));
process.exit(faults.length ? 1 : 0);
