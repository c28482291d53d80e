// A person's look at a file, scripted: squiggles, Problems, the hover, the light bulb and an applied quick fix,
// with a picture of each. For developers; no test depends on it.
//
// node test/editor/host/look.mjs --file FOLDER/FILE [--folder FOLDER] [--vsix FILE] [--out FOLDER] [--theme NAME]
//
// Without --vsix the extension comes from the project's folder as it was built last.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installVsix, launchBrowser, pause, startServer, workbenchUrl } from './host.mjs';
import { ensureBrowser, ensureServer, howToGetAnEditor } from './setup.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const { values: options } = parseArgs({
  options: {
    file: { type: 'string' },
    folder: { type: 'string' },
    vsix: { type: 'string' },
    out: { type: 'string', default: path.join(tmpdir(), 'lakewarden-look') },
    theme: { type: 'string', default: 'Default Dark Modern' },
  },
});

if (options.file === undefined) {
  console.error('Name a file: --file FOLDER/FILE');
  process.exit(2);
}
ensureServer();
const browserPath = ensureBrowser();
if (browserPath === undefined) {
  console.error(howToGetAnEditor);
  process.exit(1);
}
const temporary = mkdtempSync(path.join(tmpdir(), 'lakewarden-look-'));
let server;
let browser;
try {
  await look(copyFolder());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await picture('error').catch(() => undefined);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await server?.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Quick fixes change the file, so the folder is copied. Returns the copies' paths. */
function copyFolder() {
  const source = path.resolve(options.folder ?? path.dirname(options.file));
  const folder = path.join(temporary, path.basename(source));
  cpSync(source, folder, { recursive: true });
  return { folder, file: path.join(folder, path.relative(source, path.resolve(options.file))) };
}

async function look({ folder, file }) {
  mkdirSync(options.out, { recursive: true });
  const page = await openWorkbench(folder, file);
  await page.waitForSelector('.squiggly-error, .squiggly-warning, .squiggly-info', { timeout: 30_000 });
  // The status bar follows the findings after a short while.
  await pause(1500);
  await picture('1-squiggles');

  await page.keyboard.press('Control+Shift+M');
  await page.waitForSelector('.markers-panel .monaco-list-row');
  const rows = page.locator('.markers-panel .monaco-list-row');
  console.log(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label'))));
  await picture('2-problems');
  await page.keyboard.press('Control+Shift+M');

  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  await page.waitForSelector('.marker-widget');
  await picture('3-next-problem');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.waitForSelector('.monaco-hover:visible');
  await pause(500);
  await picture('4-hover');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+.');
  await page.waitForSelector('.action-widget .monaco-list-row');
  console.log(await page.locator('.action-widget .monaco-list-row').allInnerTexts());
  await picture('5-quick-fixes');
  const before = await page.locator('[class*=squiggly-]').count();
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (count) => document.querySelectorAll('[class*=squiggly-]').length !== count,
    before,
    { timeout: 15_000 },
  );
  await pause(1000);
  await picture('6-fixed');
  await page.locator('[id="lakewarden.status"], [id$="lakewarden.status"]').first().hover();
  await pause(1200);
  await picture('7-status');
}

async function openWorkbench(folder, file) {
  const folders = { userData: path.join(temporary, 'data'), extensions: path.join(temporary, 'extensions') };
  if (options.vsix) console.log(installVsix(options.vsix, folders).trim());
  const settings = { 'workbench.colorTheme': options.theme };
  server = await startServer({ ...folders, settings, driven: !options.vsix });
  browser = await launchBrowser(browserPath);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(20_000);
  const developmentPaths = options.vsix ? [] : [root];
  await page.goto(workbenchUrl(server.port, { folder, openFile: file, developmentPaths }));
  return page;
}

async function picture(name) {
  const page = browser?.contexts()[0]?.pages()[0];
  await page?.screenshot({ path: path.join(options.out, `${name}.png`) });
}
