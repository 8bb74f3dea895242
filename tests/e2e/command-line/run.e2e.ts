import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { completeTask, openTasks } from '../../../cli/commands/task.ts';
import { cliPath, runNode, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

const document = `
name: looked-at
steps:
  - id: classify
    uses: classify
    foreach: series
  - id: look
    uses: human
    needs: [classify]
    with: { title: Look at it, roles: [OWNER] }
`;
const started = z.array(z.object({ run: z.object({ id: z.string() }).nullable(), code: z.string().nullable() }));

test('runs are planned, started, watched over a restart of the hub, shown and ended from the command line', async () => {
  await using folder = await temporaryFolder();
  const home = join(folder.path, 'hub');
  let hub = await startHub(home);
  try {
    const project = 'GLIOMA';
    const { projectId, examId } = await projectWithExam(hub, project);
    const pesscara = (...args: readonly string[]) => runNode(cliPath, ['run', ...args], { PESSCARA_HOME: home });
    const file = join(folder.path, 'looked-at.yaml');
    await writeFile(file, document);
    const put = await runNode(cliPath, ['workflow', 'put', file, '--project', project], { PESSCARA_HOME: home });
    expect(put).toMatchObject({ code: 0 });

    const planned = await pesscara('plan', 'looked-at', '--project', project, '--exam', examId);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(planned.stdout).toMatch(/^RUN +classify +MR/m);

    const refused = await Promise.all([
      pesscara('start', 'looked-at', '--project', project),
      pesscara('start', 'other', '--project', project, '--all'),
      pesscara('start', 'looked-at', '--project', project, '--query', 'none'),
      pesscara('start', 'looked-at', '--project', project, '--all', '--watch'),
      pesscara('list', '--project', project, '--state', 'odd'),
      pesscara('watch', '00000000-0000-4000-8000-000000000000'),
    ]);
    expect(refused.map(({ code, stderr }) => [code, stderr.trim()])).toEqual([
      [2, 'pesscara: --exam: expected one of --exam IDS, --all and --query NAME, got "0 of them"'],
      [1, `pesscara: WORKFLOW: project ${project} has no workflow "other"; it has looked-at`],
      [1, `pesscara: --query: project ${project} has no saved query "none"`],
      [2, 'pesscara: --watch: expected one exam, by --exam, got "another way"'],
      [2, expect.stringContaining('--state: expected one of RUNNING') as string],
      [1, 'pesscara: no run 00000000-0000-4000-8000-000000000000 that you may see'],
    ]);

    const start = await pesscara('start', 'looked-at', '--project', project, '--all', '--json');
    expect(start).toMatchObject({ code: 0 });
    const runId = started.parse(JSON.parse(start.stdout))[0]?.run?.id ?? '';

    const watch = spawn(process.execPath, [cliPath, 'run', 'watch', runId], {
      env: { ...process.env, PESSCARA_HOME: home },
    });
    const [told, result]: [string[], string[]] = [[], []];
    watch.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()));
    watch.stdout.on('data', (chunk: Buffer) => result.push(chunk.toString()));
    const watched = new Promise<number | null>((resolve) => watch.once('close', resolve));
    await expect.poll(() => told.join(''), { timeout: 60_000 }).toContain('look: waits for a person');
    await hub.process.end('SIGKILL');
    hub = await startHub(home, { PESSCARA_PORT: new URL(hub.process.url).port });
    const approved = await runNode(cliPath, ['task', 'approve', '--all', '--project', project], {
      PESSCARA_HOME: home,
    });
    expect(approved).toMatchObject({ code: 0 });
    expect(await watched, told.join('')).toBe(0);
    expect(result.join('')).toBe('COMPLETED\n');
    const lines = told.join('').trim().split('\n');
    for (const what of ['run: started', 'look: waits for a person', 'look: approved by', 'run: completed'])
      expect(
        lines.filter((line) => line.includes(what)),
        what,
      ).toHaveLength(1);

    const shown = await pesscara('show', runId);
    expect(shown.stdout).toMatch(/^COMPLETED {2}100 %/);
    expect(shown.stdout).toMatch(/^look +COMPLETED/m);
    expect(await pesscara('log', runId, 'classify')).toMatchObject({ code: 0 });
    expect(await pesscara('log', runId, 'other')).toMatchObject({ code: 2 });
    expect(await pesscara('pause', runId)).toMatchObject({ code: 1 });

    const json = pesscara('start', 'looked-at', '--project', project, '--exam', examId, '--watch', '--json');
    const open = () => openTasks(hub.operator, projectId);
    await expect.poll(open, { timeout: 60_000 }).toHaveLength(1);
    for (const { id } of await open()) await completeTask(hub.operator, id, 'APPROVED', null);
    expect(JSON.parse((await json).stdout)).toMatchObject({ state: 'COMPLETED' });

    const again = await pesscara('start', 'looked-at', '--project', project, '--exam', examId, '--json');
    const secondId = started.parse(JSON.parse(again.stdout))[0]?.run?.id ?? '';
    expect(await pesscara('pause', secondId)).toMatchObject({ code: 0, stdout: '1 run paused\n' });
    expect(await pesscara('resume', secondId)).toMatchObject({ code: 0 });
    expect(await pesscara('cancel', secondId)).toMatchObject({ code: 2 });
    expect(await pesscara('cancel', secondId, '--reason', 'a slip')).toMatchObject({ code: 0 });
    const cancelled = await pesscara('watch', secondId);
    expect(cancelled).toMatchObject({ code: 1, stdout: expect.stringMatching(/^CANCELLED/) as string });
    const listed = await pesscara('list', '--project', project);
    expect(listed.stdout.split('\n').map((line) => line.split(/ +/)[1])).toEqual([
      ...['CANCELLED', 'COMPLETED', 'COMPLETED', undefined],
    ]);
  } finally {
    await hub[Symbol.asyncDispose]();
  }
}, 300_000);
