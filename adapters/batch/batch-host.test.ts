import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fastXmlReader } from '../xml/fast-xml-reader.ts';
import { BatchHost } from './batch-host.ts';
import { gridEngine } from './grid-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'batch-host-'));
const handle = { name: 'p01', timeoutS: 60 };
const environment = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
const host = new BatchHost(gridEngine(fastXmlReader), {
  folder,
  pollMs: 100,
  maxFileBytes: 1e9,
  environment,
  gatherMs: 1,
});
/** Puts a qstat in place that prints what the script says. */
const qstat = (script: string): void => {
  writeFileSync(join(folder, 'qstat'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'qstat'), 0o755);
};
beforeAll(() => {
  mkdirSync(join(folder, handle.name));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('what a scheduler says in part is no answer: a job may be in the rest', async () => {
  qstat("echo '<job_info>'; yes '<job_list/>' | head -c 5000000; echo '</job_info>'");
  await expect(host.isThere(handle)).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'gridengine lists more jobs than can be read',
  });
  qstat("echo '<job_info><job_list><JB_name>p01</JB_name><state>qw</state></job_list></job_info>'");
  expect(await host.isThere(handle)).toBe(true);
  qstat("echo '<job_info/>'");
  expect(await host.isThere(handle)).toBe(false);
});
