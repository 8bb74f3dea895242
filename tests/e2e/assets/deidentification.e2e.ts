import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import type { HubClient } from '../../../cli/hub-client.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { signIn } from '../../../demo/accounts.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { openIngestion } from '../../support/exam-traffic.ts';
import { cliPath, runNode, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let owner: HubClient;
const password = 'correct horse battery';

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  projectId = await ensurePlace(hub.operator, { project: 'TRIAL', pool: 'scanner' }, true, () => undefined);
  await hub.operator.request(
    z.unknown(),
    `mutation ($user: AddUserInput!, $member: SetMemberInput!) {
       addUser(input: $user) { user { id } } setMember(input: $member) { project { id } } }`,
    { user: { username: 'olga', password }, member: { projectId, username: 'olga', roles: ['OWNER'] } },
  );
  owner = await signIn(hub.process.url, 'olga', password);
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const script = `<script>
<p t="SITENAME">Site 3</p>
<e en="T" t="00080080" n="InstitutionName">@param(@SITENAME)</e>
<e en="T" t="00081010" n="StationName">@keep()</e>
<e en="T" t="00080090" n="ReferringPhysicianName">@if(this,exists){@empty()}{@remove()}</e>
<e en="T" t="00100020" n="PatientID">@lookup(this,ptid)</e>
</script>`;

const image = (patientId: string, number: string): Uint8Array =>
  dicomImage({
    study: `1.2.3.${number}`,
    series: `1.2.3.${number}.1`,
    instance: `1.2.3.${number}.1.1`,
    text: {
      PatientID: patientId,
      PatientName: 'Doe^Jane',
      InstitutionName: 'St. Elsewhere',
      StationName: 'SCANNER-3',
      Manufacturer: 'ACME',
    },
  });

/** Sends an image to the pool; the id of the file once it is in quarantine. */
async function send(patientId: string, number: string): Promise<string> {
  const { ingestion, uploadPath } = await openIngestion(hub.operator, projectId);
  const body = image(patientId, number);
  const reply = await hub.operator.fetch(`${uploadPath}?name=${number}.dcm`, { method: 'PUT', body });
  expect(reply.status).toBeLessThan(300);
  await waitUntilSettled(hub.operator, ingestion.id, () => undefined);
  const { ingestion: settled } = await hub.operator.request(
    z.object({ ingestion: z.object({ files: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }) }),
    'query ($id: ID!) { ingestion(id: $id) { files { nodes { id } } } }',
    { id: ingestion.id },
  );
  return settled.files.nodes[0]?.id ?? '';
}

test("a script of CTP becomes a project's profile, looks research identifiers up, and a dry run shows what it does", async () => {
  const { operator } = hub;
  const imported = await operator.request(
    z.object({
      importCtpScript: z.object({
        draft: z.object({
          base: z.string(),
          options: z.array(z.string()),
          overrides: z.array(z.object({ tag: z.string(), action: z.string(), value: z.string().nullable() })),
          researchIds: z.string().nullable(),
        }),
        untranslated: z.array(z.object({ line: z.number(), element: z.string() })),
      }),
    }),
    `mutation ($i: ImportCtpScriptInput!) { importCtpScript(input: $i) {
       draft { base options overrides { tag action value } researchIds } untranslated { line element why instead } } }`,
    { i: { projectId, script } },
  );
  expect(imported.importCtpScript.untranslated).toMatchObject([
    { line: 5, element: '00080090 ReferringPhysicianName' },
  ]);

  const region = { manufacturer: 'acme', rectangles: [{ x: 0, y: 0, width: 8, height: 2 }] };
  const put = await operator.request(
    z.object({ putDeidentificationProfile: z.object({ profile: z.object({ fullName: z.string() }) }) }),
    'mutation ($i: PutDeidentificationProfileInput!) { putDeidentificationProfile(input: $i) { profile { fullName } } }',
    {
      i: {
        ...imported.importCtpScript.draft,
        projectId,
        name: 'trial',
        options: ['CLEAN_PIXEL_DATA', 'RETAIN_MODIFIED_DATES'],
        regions: [region],
      },
    },
  );
  expect(put.putDeidentificationProfile.profile.fullName).toBe('trial@1');
  await operator.request(
    z.unknown(),
    'mutation ($i: PutDeidentificationLookupsInput!) { putDeidentificationLookups(input: $i) { lookups { tables { entryCount } } } }',
    { i: { projectId, profile: 'trial', text: 'ptid/MRN-0042 = TRIAL-017' } },
  );
  await operator.request(
    z.unknown(),
    'mutation ($i: CreatePoolInput!) { createPool(input: $i) { pool { profile } } }',
    { i: { projectId, name: 'scanner', profile: 'trial' } },
  );

  const fileId = await send('MRN-0042', '1');
  await send('MRN-0099', '2');
  const waiting = await examsInQuarantine(operator, projectId);
  expect(waiting.map(({ researchId, findings }) => [researchId, findings.map(({ kind }) => kind)])).toEqual([
    ['TRIAL-017', ['PIXELS_CLEANED']],
    [expect.stringMatching(/^R-/), ['LOOKUP_MISSING', 'PIXELS_CLEANED']],
  ]);

  const { deidentificationPreview: preview } = await owner.request(
    z.object({
      deidentificationPreview: z.object({
        profile: z.string(),
        researchId: z.string(),
        attributes: z.array(
          z.object({
            keyword: z.string().nullable(),
            action: z.string(),
            rule: z.string(),
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
      }),
    }),
    `query ($p: ID!, $f: ID!) { deidentificationPreview(projectId: $p, profile: "trial@1", fileId: $f, reason: "check of the trial's profile") {
       profile researchId findings { kind } attributes { path keyword action rule before after } } }`,
    { p: projectId, f: fileId },
  );
  expect(preview).toMatchObject({ profile: 'trial@1', researchId: 'TRIAL-017' });
  const of = (keyword: string) => preview.attributes.find((attribute) => attribute.keyword === keyword);
  expect(of('InstitutionName')).toMatchObject({ before: 'St. Elsewhere', after: 'Site 3', rule: 'profile: REPLACE' });
  expect(of('StationName')).toMatchObject({ before: 'SCANNER-3', after: 'SCANNER-3', action: 'KEPT' });
  expect(of('PatientID')).toMatchObject({ before: 'MRN-0042', after: 'TRIAL-017' });

  for (const exam of waiting) await reviewExam(operator, 'approveExam', exam.id, null);
  const found = z.object({ assets: z.object({ nodes: z.array(z.object({ label: z.string() })) }) });
  const subjects = await until(async () => {
    const query = 'query ($p: ID!) { assets(filter: { projectId: $p, level: SUBJECT }) { nodes { label } } }';
    const { nodes } = (await operator.request(found, query, { p: projectId })).assets;
    return nodes.length === 2 ? nodes.map(({ label }) => label) : undefined;
  });
  expect(subjects).toContain('TRIAL-017');
});

test('the command line imports a script, puts a profile with its lookup table, and gives it to a pool', async () => {
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder.path, name);
    await writeFile(path, text);
    return path;
  };
  const run = (...args: readonly string[]) =>
    runNode(cliPath, ['profile', ...args, '--project', 'TRIAL'], { PESSCARA_HOME: hub.home });
  const read = await run('import-ctp', await write('script.xml', script));
  expect(read.stderr).toContain('line 5: 00080090 ReferringPhysicianName');
  const put = await run('put', await write('draft.json', read.stdout), '--name', 'ctp');
  expect([put.stdout, put.stderr, put.code]).toEqual(['ctp@1\n', '', 0]);
  const lookups = await run('lookups', await write('lookup.txt', 'ptid/MRN-0050 = TRIAL-050\n'), '--profile', 'ctp');
  expect(lookups.stdout).toBe('ptid: 1 entry\n');
  const slip = await run('use', 'ctp', '--pool', 'secnd');
  expect([slip.code, slip.stdout, slip.stderr]).toEqual([
    1,
    '',
    expect.stringMatching(/--pool: project TRIAL has no pool "secnd"; its pools: scanner/),
  ]);
  expect((await run('use', 'ctp', '--pool', 'second', '--create')).stdout).toBe('pool second: ctp@1\n');
  expect((await run('use', 'ctp@1', '--pool', 'second')).stdout).toBe('pool second: ctp@1\n');
  expect((await run('list')).stdout).toMatch(/^ctp@1 /m);
  const refused = await run('put', await write('bad.json', '[]'), '--name', 'ctp');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('FILE: expected a JSON object')]);
});

test('the command line shows a dry run without a hub', async () => {
  const [file, profile] = [join(folder.path, 'one.dcm'), join(folder.path, 'profile.json')];
  await writeFile(file, image('MRN-0042', '3'));
  await writeFile(profile, JSON.stringify({ base: 'basic/1', overrides: [{ tag: 'StationName', action: 'KEEP' }] }));
  const run = (...args: readonly string[]) => runNode(cliPath, ['deidentify', ...args], {});
  const shown = await run(file, '--dry-run', '--profile', profile, '--all');
  expect(shown.stdout).toMatch(/\(0008,1010\) +StationName +SH +kept +profile: KEEP +"SCANNER-3" +"SCANNER-3"/);
  expect(shown.stdout).toMatch(/\(0010,0020\) +PatientID +LO +replaced +research identifier +"MRN-0042" +"R-/);
  expect(shown.code).toBe(0);
  await writeFile(profile, JSON.stringify({ base: 'basic/1', options: ['RETAIN_ALL'] }));
  const refused = await run(file, '--dry-run', '--profile', profile);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--profile.options[0]')]);
});
