import { expect, test } from 'vitest';
import { z } from 'zod';
import type { HubClient } from '../../../cli/hub-client.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { openIngestion } from '../../support/exam-traffic.ts';
import { mailServer } from '../../support/mail-server.ts';
import { startHub, temporaryFolder } from '../../support/pesscara-process.ts';

const protocol = `
name: Glioma MR
notifyAfterMinutes: 0
series:
  - name: T1
    when: { tag: { name: seriesType, eq: T1 } }
    limits:
      sliceThickness: { max: 1.5 }
  - name: FLAIR
    when: { tag: { name: seriesType, eq: FLAIR } }
`;
const workflow = {
  name: 'when-complete',
  trigger: { on: 'EXAM_COMPLETED', protocol: ['COMPLETE'] },
  steps: [{ id: 'classify', uses: 'classify', foreach: 'series' }],
};
const timing = {
  T1: { EchoTime: '10', RepetitionTime: '600', ScanningSequence: 'SE', SliceThickness: '1' },
  FLAIR: { EchoTime: '100', RepetitionTime: '9000', InversionTime: '2500', ScanningSequence: 'IR' },
} as const;
const study = '1.2.826.0.1.3680043.8.498.77';

const id = z.object({ id: z.string() });
const created = z.object({ createProject: z.object({ project: id }) });
const pooled = z.object({ createPool: z.object({ pool: id }) });
const reports = z.object({
  protocolReports: z.object({
    nodes: z.array(
      z.object({ state: z.string(), findings: z.array(z.object({ rule: z.string(), outcome: z.string() })) }),
    ),
  }),
});

/** A project with a pool whose centre has a contact, a protocol and a workflow that waits for complete exams. */
async function prepared(operator: HubClient): Promise<string> {
  const run = (text: string, input: object) => operator.request(z.unknown(), text, { input });
  const { createProject } = await operator.request(
    created,
    'mutation { createProject(input: { name: "glioma" }) { project { id } } }',
    {},
  );
  const projectId = createProject.project.id;
  const { createPool } = await operator.request(
    pooled,
    'mutation ($input: CreatePoolInput!) { createPool(input: $input) { pool { id } } }',
    { input: { projectId, name: 'scanner' } },
  );
  const poolId = createPool.pool.id;
  await run('mutation ($input: SetPoolContactsInput!) { setPoolContacts(input: $input) { pool { id } } }', {
    poolId,
    contacts: [{ name: 'Study nurse', email: 'nurse@north.example' }],
  });
  await run('mutation ($input: SetPoolCompletenessInput!) { setPoolCompleteness(input: $input) { pool { id } } }', {
    poolId,
    quietSeconds: 1,
  });
  await run('mutation ($input: SetProtocolInput!) { setProtocol(input: $input) { warnings } }', {
    projectId,
    text: protocol,
  });
  await run('mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }', {
    projectId,
    document: workflow,
  });
  return projectId;
}

/** Sends a series of the exam, and approves it as soon as it waits. */
async function sendSeries(hub: HubClient, projectId: string, kind: keyof typeof timing, series: number) {
  const { uploadPath } = await openIngestion(hub, projectId);
  const uid = `${study}.${String(series)}`;
  const text = { PatientID: 'MRN-4711', PatientName: 'Planted^Person', SeriesDescription: kind, ...timing[kind] };
  const body = dicomImage({ study, series: uid, instance: `${uid}.1`, text });
  expect((await hub.fetch(`${uploadPath}?name=${kind}.dcm`, { method: 'PUT', body })).ok).toBe(true);
  const waiting = async () => {
    const { quarantine } = await hub.request(
      z.object({ quarantine: z.object({ nodes: z.array(id) }) }),
      'query ($id: ID!) { quarantine(projectId: $id, state: QUARANTINED) { nodes { id } } }',
      { id: projectId },
    );
    return quarantine.nodes;
  };
  await expect.poll(waiting, { timeout: 60_000, interval: 200 }).toHaveLength(1);
  const [exam] = await waiting();
  await hub.request(
    z.unknown(),
    'mutation ($input: ReviewExamInput!) { approveExam(input: $input) { quarantinedExam { id } } }',
    { input: { quarantinedExamId: exam?.id, comment: null } },
  );
}

/** The participant takes that series back. */
async function withdrawFlair(hub: HubClient, projectId: string): Promise<void> {
  const { assets } = await hub.request(
    z.object({ assets: z.object({ nodes: z.array(id.extend({ label: z.string() })) }) }),
    'query ($f: AssetFilter) { assets(filter: $f, first: 10) { nodes { id label } } }',
    { f: { projectId, level: 'SERIES' } },
  );
  const flair = assets.nodes.find(({ label }) => label.includes('FLAIR')) ?? assets.nodes[1];
  const { prepareWithdrawal } = await hub.request(
    z.object({ prepareWithdrawal: z.object({ withdrawal: id.extend({ listDigest: z.string() }) }) }),
    'mutation ($i: PrepareWithdrawalInput!) { prepareWithdrawal(input: $i) { withdrawal { id listDigest } } }',
    { i: { assetId: flair?.id, reason: 'the participant asked for it' } },
  );
  const { id: withdrawalId, listDigest } = prepareWithdrawal.withdrawal;
  await hub.request(z.unknown(), 'mutation ($i: WithdrawInput!) { withdraw(input: $i) { withdrawal { state } } }', {
    i: { withdrawalId, listDigest },
  });
}

test(
  'an exam arrives without its FLAIR, the contact is told once, the FLAIR arrives late, all is complete, and is not when the FLAIR is withdrawn',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    await using server = await mailServer();
    await using hub = await startHub(folder.path, {
      PESSCARA_SMTP_URL: server.url,
      PESSCARA_SMTP_FROM: 'hub@pesscara.example',
    });
    const { operator } = hub;
    const projectId = await prepared(operator);
    const seen = async () => {
      const answer = await operator.request(
        reports,
        'query ($id: ID!) { protocolReports(projectId: $id) { nodes { state findings { rule outcome } } } }',
        { id: projectId },
      );
      return answer.protocolReports.nodes;
    };
    const runs = async () => {
      const answer = await operator.request(
        z.object({ runs: z.object({ nodes: z.array(z.object({ state: z.string() })) }) }),
        'query ($id: ID!) { runs(filter: { projectId: $id }) { nodes { state } } }',
        { id: projectId },
      );
      return answer.runs.nodes.map(({ state }) => state);
    };

    await sendSeries(operator, projectId, 'T1', 1);
    await expect.poll(() => server.mails.length, { timeout: 60_000, interval: 200 }).toBe(1);
    expect(await seen()).toEqual([
      {
        state: 'INCOMPLETE',
        findings: [
          { rule: 'T1', outcome: 'MET' },
          { rule: 'FLAIR', outcome: 'MISSING' },
        ],
      },
    ]);
    expect(await runs()).toEqual([]);

    await sendSeries(operator, projectId, 'FLAIR', 2);
    await expect.poll(() => server.mails.length, { timeout: 60_000, interval: 200 }).toBe(2);
    expect(await seen()).toEqual([
      {
        state: 'COMPLETE',
        findings: [
          { rule: 'T1', outcome: 'MET' },
          { rule: 'FLAIR', outcome: 'MET' },
        ],
      },
    ]);
    // To its end: what it makes would change the list of what a withdrawal takes with it.
    await expect.poll(runs, { timeout: 60_000, interval: 200 }).toEqual(['COMPLETED']);
    const [first, second] = server.mails;
    expect(first).toMatchObject({
      to: 'nurse@north.example',
      text: expect.stringContaining('Missing series:') as string,
    });
    expect(first?.text).toContain('- FLAIR');
    expect(second?.text).toContain('complete now');
    const all = server.mails.map(({ text }) => text).join('\n');
    expect(all).not.toMatch(/Planted|MRN-4711/);

    const messages = async () => {
      const answer = await operator.request(
        z.object({
          contactMessages: z.object({ nodes: z.array(z.object({ status: z.string(), state: z.string() })) }),
        }),
        'query ($id: ID!) { contactMessages(projectId: $id) { nodes { status state } } }',
        { id: projectId },
      );
      return answer.contactMessages.nodes;
    };
    await expect.poll(messages, { timeout: 60_000, interval: 200 }).toEqual([
      { status: 'SENT', state: 'COMPLETE' },
      { status: 'SENT', state: 'INCOMPLETE' },
    ]);

    const { protocolSummary, assets } = await operator.request(
      z.object({
        protocolSummary: z.unknown(),
        assets: z.object({ nodes: z.array(z.object({ protocolReport: z.object({ causedBy: z.string() }) })) }),
      }),
      `query ($id: ID!, $filter: AssetFilter) {
        protocolSummary(projectId: $id) { pool { name } complete incomplete rules { rule } }
        assets(filter: $filter, first: 10) { nodes { ... on Exam { protocolReport { causedBy } } } }
      }`,
      { id: projectId, filter: { projectId, level: 'EXAM', tag: { name: 'protocol', eq: 'COMPLETE' } } },
    );
    expect(protocolSummary).toEqual([{ pool: { name: 'scanner' }, complete: 1, incomplete: 0, rules: [] }]);
    expect(assets.nodes).toEqual([{ protocolReport: { causedBy: 'service:protocol' } }]);

    await withdrawFlair(operator, projectId);
    await expect
      .poll(async () => (await seen()).map(({ state, findings }) => [state, findings[1]?.outcome]), {
        timeout: 60_000,
        interval: 200,
      })
      .toEqual([['INCOMPLETE', 'MISSING']]);
  },
);
