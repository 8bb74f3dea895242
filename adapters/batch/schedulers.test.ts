import { expect, test } from 'vitest';
import { fastXmlReader } from '../xml/fast-xml-reader.ts';
import { gridEngine } from './grid-engine.ts';
import type { BatchJob } from './scheduler.ts';
import { slurm } from './slurm.ts';

const job: BatchJob = {
  name: 'p0199aa',
  script: '/shared/p0199aa/job.sh',
  folder: '/shared/p0199aa',
  timeoutS: 90,
  cpus: 4,
  memoryMb: 8000,
  gpus: 1,
  queue: 'long',
};
const grid = gridEngine(fastXmlReader, 'smp', 'hub');

/** As qstat -xml -r writes it: running jobs below queue_info, waiting ones below the inner job_info. */
const listed = (running: string, pending: string): string =>
  `<?xml version='1.0'?>
<job_info  xmlns:xsd="http://arc.liv.ac.uk/repos/darcs/sge/source/dist/util/resources/schemas/qstat/qstat.xsd">
  <queue_info>${running}</queue_info>
  <job_info>${pending}</job_info>
</job_info>`;
const listedJob = (name: string, state: string, full = name): string => `
    <job_list state="${/r/.test(state) ? 'running' : 'pending'}">
      <JB_job_number>4711</JB_job_number>
      <JAT_prio>0.55500</JAT_prio>
      <JB_name>${name}</JB_name>
      <JB_owner>hub</JB_owner>
      <state>${state}</state>
      <JAT_start_time>2026-11-20T11:22:33</JAT_start_time>
      <queue_name>long@node-7</queue_name>
      <slots>4</slots>
      <full_job_name>${full}</full_job_name>
      <hard_request name="h_rt" resource_contribution="0.000000">210</hard_request>
    </job_list>`;

test('asks Slurm for what the step asks, once, in a shell of no environment but the given', () => {
  expect(slurm.submit(job)).toEqual({
    command: 'sbatch',
    args: [
      '--parsable',
      '--job-name=p0199aa',
      '--chdir=/shared/p0199aa',
      '--output=/dev/null',
      '--error=/dev/null',
      '--ntasks=1',
      '--cpus-per-task=4',
      '--mem=8000M',
      '--time=4',
      '--no-requeue',
      '--gpus=1',
      '--partition=long',
      '/shared/p0199aa/job.sh',
    ],
  });
});

test('asks Slurm for jobs of one step as an array, and knows each by its place', () => {
  const { array } = slurm;
  const other = { ...job, name: 'p0199bb', script: "/shared/it's/job.sh", folder: "/shared/it's" };
  const { args, stdin } = array?.submit('p0199cc', [job, other]) ?? {};
  expect(args?.slice(0, 4)).toEqual(['--parsable', '--job-name=p0199cc', '--chdir=/shared', '--array=0-1']);
  expect(args?.slice(4)).toEqual(slurm.submit(job).args.slice(3, -1));
  expect(stdin).toBe(`#!/bin/sh
case "$SLURM_ARRAY_TASK_ID" in
0) exec sh '/shared/p0199aa/job.sh' ;;
1) exec sh '/shared/it'\\''s/job.sh' ;;
esac
`);
  const listed = '4711_0 COMPLETED\n4711_1 RUNNING\n4711_11 PENDING\n';
  expect([0, 1, 11, 2].map((index) => array?.stateOf(listed, index).is)).toEqual([
    'GONE',
    'RUNNING',
    'WAITING',
    'GONE',
  ]);
  expect(array?.cancel(listed, 1)).toEqual({ command: 'scancel', args: ['--quiet', '4711_1'] });
  expect(array?.cancel(listed, 2)).toBeNull();
});

test('looks at a job of Slurm that has begun by its id, with others of its array', () => {
  const { ids } = slurm;
  expect(['4711', '4711_3'].map((id) => ids?.look(id).args.at(-2))).toEqual(['--jobs=4711', '--jobs=4711']);
  expect(ids?.stateOf('4711_3 COMPLETED\n4711_30 RUNNING\n', '4711_3')).toEqual({ is: 'GONE' });
  expect(ids?.stateOf('4711_3 COMPLETED\n4711_30 RUNNING\n', '4711_30')).toEqual({ is: 'RUNNING' });
  expect(ids?.stateOf('4711 RUNNING\n', '4711')).toEqual({ is: 'RUNNING' });
  expect(ids?.stateOf('', '4711')).toEqual({ is: 'GONE' });
  expect(ids?.cancel('4711_3')).toEqual({ command: 'scancel', args: ['--quiet', '4711_3'] });
  expect(ids?.isForgotten('slurm_load_jobs error: Invalid job id specified')).toBe(true);
  expect(['4711', '4711_3'].every((id) => ids?.pattern.test(id))).toBe(true);
  expect(['', '-1', '4711_', '--all', '4711 4712'].some((id) => ids?.pattern.test(id))).toBe(false);
});

test.each([
  ['PENDING\n', { is: 'WAITING' }],
  ['RUNNING\n', { is: 'RUNNING' }],
  ['COMPLETING\n', { is: 'RUNNING' }],
  ['COMPLETED\n', { is: 'GONE' }],
  ['', { is: 'GONE' }],
  ['TIMEOUT\n', { is: 'OUT_OF_TIME' }],
  ['OUT_OF_MEMORY\n', { is: 'OUT_OF_MEMORY' }],
  ['NODE_FAIL\n', { is: 'FAILED', word: 'NODE_FAIL' }],
  ['CANCELLED\nRUNNING\n', { is: 'RUNNING' }],
])('understands what squeue says: %j', (stdout, state) => {
  expect(slurm.stateOf(stdout, job.name)).toEqual(state);
});

test('asks Grid Engine for what the step asks, memory by slot', () => {
  expect(grid.submit(job)).toEqual({
    command: 'qsub',
    args: [
      ...[
        '-terse',
        '-N',
        'p0199aa',
        '-wd',
        '/shared/p0199aa',
        '-S',
        '/bin/sh',
        '-o',
        '/dev/null',
        '-j',
        'y',
        '-r',
        'n',
      ],
      ...['-l', 'h_rt=210,h_vmem=2000M', '-l', 'gpu=1', '-pe', 'smp', '4', '-q', 'long', '/shared/p0199aa/job.sh'],
    ],
  });
});

test.each([
  ['r', { is: 'RUNNING' }],
  ['t', { is: 'RUNNING' }],
  ['s', { is: 'RUNNING' }],
  ['dr', { is: 'RUNNING' }],
  ['qw', { is: 'WAITING' }],
  ['hqw', { is: 'WAITING' }],
  ['Eqw', { is: 'FAILED', word: 'Eqw' }],
])("understands a job's letters in qstat -xml: %s", (letters, state) => {
  const other = listedJob('another', 'r');
  const own = listedJob('p0199aa', letters);
  expect(grid.stateOf(listed(other + own, ''), job.name)).toEqual(state);
  expect(grid.stateOf(listed(other, own), job.name)).toEqual(state);
});

test("asks Grid Engine for the hub's own jobs alone", () => {
  expect(grid.look(job.name)).toEqual({ command: 'qstat', args: ['-xml', '-r', '-u', 'hub'] });
});

test('finds a job of Grid Engine by its full name, and none where there is none', () => {
  expect(grid.stateOf(listed(listedJob('p0199', 'r', 'p0199aa'), ''), job.name)).toEqual({ is: 'RUNNING' });
  expect(grid.stateOf(listed('', ''), job.name)).toEqual({ is: 'GONE' });
});
