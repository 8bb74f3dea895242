import type { Command } from 'commander';
import { z } from 'zod';
import type { CommandContext } from '../command-context.ts';
import { counted, table } from '../output.ts';

const statusAnswer = z.object({
  me: z.object({ username: z.string(), isAdministrator: z.boolean() }),
  projects: z.object({ totalCount: z.number() }),
  sites: z.array(
    z.object({
      name: z.string(),
      status: z.object({ reachable: z.boolean(), latencyMs: z.number().nullable(), error: z.string().nullable() }),
    }),
  ),
  running: z.object({ totalCount: z.number() }),
  waiting: z.object({ totalCount: z.number() }),
  failed: z.object({ totalCount: z.number() }),
});

const auditAnswer = z.object({
  verifyAudit: z.object({
    entries: z.number(),
    isWhole: z.boolean(),
    firstBroken: z.number().nullable(),
    lastHash: z.string().nullable(),
  }),
});
type Audit = z.infer<typeof auditAnswer>['verifyAudit'];

function auditRow({ entries, firstBroken }: Audit): string[] {
  const state = firstBroken === null ? 'whole' : `then broken at entry ${String(firstBroken)}`;
  return ['audit', `${counted(entries, 'entry', 'entries')}, ${state}`, ''];
}

/** `pesscara status`: how the hub, its sites and runs are; with `--audit` also whether the audit trail is whole. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  program
    .command('status')
    .description('how the hub, its sites and runs are')
    .option('--audit', 'read the whole audit trail and say whether it is whole (administrators; takes a while)', false)
    .action((options: { audit: boolean }) =>
      context.run(async (output) => {
        const client = await context.client();
        const ready = await client.fetch('/readyz');
        const answer = await client.request(
          statusAnswer,
          `{
            me { username isAdministrator }
            projects(first: 1) { totalCount }
            sites { name status { reachable latencyMs error } }
            running: runs(filter: { state: RUNNING }, first: 1) { totalCount }
            waiting: runs(filter: { state: WAITING }, first: 1) { totalCount }
            failed: runs(filter: { state: FAILED }, first: 1) { totalCount }
          }`,
        );
        const audit = options.audit
          ? (await client.request(auditAnswer, '{ verifyAudit { entries isWhole firstBroken lastHash } }')).verifyAudit
          : null;
        const rows = [
          ['hub', client.url, ready.ok ? 'ready' : 'not ready'],
          ['you', answer.me.username, ''],
          ['projects', String(answer.projects.totalCount), ''],
          [
            'runs',
            `${String(answer.running.totalCount)} running, ${String(answer.waiting.totalCount)} waiting for a person, ${String(answer.failed.totalCount)} failed`,
            '',
          ],
          ...answer.sites.map(({ name, status }) => [
            'site',
            name,
            status.reachable
              ? `answers in ${String(status.latencyMs ?? 0)} ms`
              : `does not answer: ${status.error ?? 'unknown'}`,
          ]),
          ...(audit === null ? [] : [auditRow(audit)]),
        ];
        output.result(table(rows), { url: client.url, ready: ready.ok, ...answer, audit });
        if (!ready.ok || audit?.isWhole === false) process.exitCode = 1;
      }),
    );
}
