import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArguments, chromiumPath } from '../../services/chromium.ts';
import { type HubProcess, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let browser: Browser;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  await projectWithRun(hub, join(folder.path, 'images'));
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArguments });
}, 400_000);
afterAll(async () => {
  await browser.close();
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** Opens the page, noting what it asks of other hosts and what goes wrong in it. */
async function open(): Promise<{ page: Page; outside: string[]; troubles: string[] }> {
  const page = await browser.newPage();
  const outside: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(hub.process.url) && !url.startsWith('data:') && !url.startsWith('blob:')) outside.push(url);
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(`${hub.process.url}/`);
  return { page, outside, troubles };
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Username').fill('admin');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test(
  'after signing in, all five examples run, one of them live, and no other host is asked',
  { timeout: 120_000 },
  async () => {
    const { page, outside, troubles } = await open();
    await signIn(page, hub.adminPassword);
    const answers: [string, RegExp][] = [
      ['WhoAmI', /"username": "admin"/],
      ['Cohort', /"researchId": "R-/],
      ['LineageOfABiomarker', /pesscara\/measure/],
      ['ArchiveSearch', /"siteAnswers": \[\]/],
      ['Notifications', /The volumes of a new exam are ready/],
    ];
    for (const [name, expected] of answers) {
      await page.getByRole('tab', { name }).click();
      // GraphiQL reads the operation's name from the editor after a pause of 100 ms.
      await page.waitForTimeout(500);
      await page.locator('.graphiql-execute-button').click();
      // From the editor itself: of a long answer, the page holds only the lines in sight.
      const answer = `document.querySelector('.result-window .CodeMirror').CodeMirror.getValue()`;
      await expect.poll(() => page.evaluate<string>(answer), { timeout: 20_000 }).toMatch(expected);
    }
    expect(outside).toEqual([]);
    expect(troubles).toEqual([]);
    await page.close();
  },
);

test('a wrong password is told, and nothing is shown', async () => {
  const { page } = await open();
  await signIn(page, 'not the password');
  await expect.poll(() => page.getByRole('alert').textContent(), { timeout: 10_000 }).toMatch(/password|sign in/i);
  expect(await page.locator('.graphiql-container').count()).toBe(0);
  await page.close();
});
