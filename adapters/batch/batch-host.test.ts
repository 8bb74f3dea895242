import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProgramLog } from '../../core/programs/program-log.ts';
import { fastXmlReader } from '../xml/fast-xml-reader.ts';
import { BatchHost } from './batch-host.ts';
import { gridEngine } from './grid-engine.ts';
import { slurm } from './slurm.ts';

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
/** Puts a command of a scheduler in place that does what the script says. */
const put = (command: string, script: string): void => {
  writeFileSync(join(folder, command), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, command), 0o755);
};
const qstat = (script: string): void => {
  put('qstat', script);
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

test('jobs of one array look at it together', async () => {
  const onSlurm = new BatchHost(slurm, { folder, pollMs: 300, maxFileBytes: 1e9, environment, gatherMs: 1 });
  const names = ['p02', 'p03'];
  for (const [index, name] of names.entries()) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'array'), `p${'0'.repeat(32)} ${String(index)}`);
  }
  // When they are looked at, both end.
  const exits = names.map((name) => join(folder, name, 'exit'));
  const ending = exits.map((path) => `echo 0 > ${path}`).join('; ');
  put('squeue', `echo look >> ${folder}/looks; ${ending}; printf '4711_0 RUNNING\\n4711_1 RUNNING\\n'`);
  const progress = () => undefined;
  const ends = names.map((name) =>
    onSlurm.follow({ name, timeoutS: 60 }, new ProgramLog(progress), new AbortController().signal),
  );
  expect(await Promise.all(ends)).toEqual(names.map(() => ({ how: 'CODE', code: 0 })));
  expect(readFileSync(join(folder, 'looks'), 'utf8')).toBe('look\n');
});

test('a job that has begun is found and ended by its own id, also where a later submission of it waits', async () => {
  const onSlurm = new BatchHost(slurm, { folder, pollMs: 50, maxFileBytes: 1e9, environment, gatherMs: 1 });
  const path = join(folder, 'p04');
  mkdirSync(path);
  // Submitted with a second array, because the answer to the first was lost; what began is of the first.
  writeFileSync(join(path, 'array'), `p${'1'.repeat(32)} 0`);
  writeFileSync(join(path, 'began'), 'node-7 123 4711_2\n');
  const cancelled = join(folder, 'cancelled');
  put(
    'squeue',
    `case "$*" in
      *--jobs=4711\\ *) if [ -e ${cancelled} ]; then echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1; fi
        printf '4711_2 RUNNING\\n4711_3 RUNNING\\n' ;;
      *) echo '4712_0 PENDING' ;;
    esac`,
  );
  put('scancel', `echo "$*" >> ${cancelled}`);
  await onSlurm.remove({ name: 'p04', timeoutS: 60 });
  expect(readFileSync(cancelled, 'utf8')).toBe('--quiet 4711_2\n');
  expect(existsSync(path)).toBe(false);
});
