import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assetIds } from '../../core/assets/asset-ids.ts';
import { createPseudonyms } from '../../core/deidentification/pseudonyms.ts';
import { newId } from '../../core/ids.ts';
import { sealIdentity } from '../../core/mapping/identity.ts';
import { anonymous, may, roles, type Actor } from '../../core/policy/policy.ts';
import { testActor } from '../../tests/support/actors.ts';
import { ask, entity, schemaOf } from '../../tests/support/ask.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { openPeople, testSecrets, type People } from '../../tests/support/people.ts';
import { createClinicalSubgraph } from './clinical-subgraph.ts';

const administrator = testActor({ administrator: true, username: 'admin' });
const importing = `mutation ($input: ImportClinicalRecordsInput!) {
  importClinicalRecords(input: $input) { imported subjects { id survivalDays vitalStatus } } }`;
const finding = 'query ($filter: ClinicalFilter!) { subjectsByClinicalFacts(filter: $filter) { id } }';
const allFacts = 'id diagnoses { name code grade ageYears } variants { gene change status } survivalDays vitalStatus';

const mutated = {
  researchId: 'R-1',
  diagnoses: [{ name: 'Glioblastoma', code: 'ICD-O-3 9440/3', grade: 4, ageYears: 93 }, { name: 'Epilepsy' }],
  variants: [
    { gene: 'IDH1', change: 'p.R132H', status: 'MUTATED' },
    { gene: 'MGMT', change: 'promoter methylation', status: 'METHYLATED' },
  ],
  survivalDays: 300,
  vitalStatus: 'DEAD',
};
const wild = {
  researchId: 'R-2',
  variants: [{ gene: 'IDH1', change: '', status: 'WILDTYPE' }],
  survivalDays: 200,
  vitalStatus: 'ALIVE',
};
const noFacts = { diagnoses: [], variants: [], survivalDays: null, vitalStatus: 'UNKNOWN' };

let people: People;
let schema: ReturnType<typeof schemaOf>;
let [projectId, otherId] = ['', ''];
const subject = (researchId: string, of = projectId) => assetIds.subject(of, researchId);
const put = (actor: Actor, records: unknown, of = projectId) =>
  ask(schema, actor, importing, { input: { projectId: of, records } });
const find = async (actor: Actor, filter: object) => {
  const { data, codes } = await ask(schema, actor, finding, { filter });
  return codes.length > 0 ? codes : (data?.['subjectsByClinicalFacts'] as { id: string }[]).map(({ id }) => id);
};

beforeEach(async () => {
  people = await openPeople();
  schema = schemaOf(createClinicalSubgraph(people));
  projectId = (await people.projects.createProject(administrator, { name: 'glioma' })).id;
  otherId = (await people.projects.createProject(administrator, { name: 'other' })).id;
});
afterEach(() => people.close());

it('facts of a patient go to the subject under whose identifier the images came, also one of a list', async () => {
  const { newest } = await people.mappingKeys.hold();
  const person = { patientId: 'CHUM-4711', issuer: 'CHUM' };
  await people.identities.put([sealIdentity(newest, projectId, 'GLIO-007', person)]);
  const record = { patientId: ' CHUM-4711', issuerOfPatientId: 'CHUM', survivalDays: 12, vitalStatus: 'DEAD' };
  const { data } = await put(administrator, [record]);
  expect(data?.['importClinicalRecords']).toMatchObject({ subjects: [{ id: subject('GLIO-007'), survivalDays: 12 }] });
  const [other] = await put(administrator, [{ ...record, issuerOfPatientId: null }]).then((answer) =>
    (answer.data?.['importClinicalRecords'] as { subjects: { id: string }[] }).subjects.map(({ id }) => id),
  );
  const key = await testSecrets.key(`pseudonyms:${projectId}`);
  expect(other).toBe(subject(createPseudonyms(key).researchId('CHUM-4711')));
});

describe('without a token', () => {
  it('every root field and the entity answer UNAUTHENTICATED alone', async () => {
    await put(administrator, [mutated]);
    const refused = { data: null, codes: ['UNAUTHENTICATED'] };
    expect(await put(anonymous, [])).toEqual(refused);
    expect(await ask(schema, anonymous, finding, { filter: {} })).toEqual(refused);
    expect(await entity(schema, anonymous, 'Subject', subject('R-1'), 'id')).toEqual({
      entity: null,
      codes: ['UNAUTHENTICATED'],
    });
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(fields.filter((field) => !field.startsWith('_'))).toEqual([
      'subjectsByClinicalFacts',
      'importClinicalRecords',
    ]);
  });
});

describe('by role', () => {
  it.each(roles)('a %s imports, reads and finds what the policy says', async (role) => {
    await put(administrator, [mutated]);
    const actor = testActor({ roles: { [projectId]: [role] } });
    const reads = may(actor, 'clinical.read', projectId);
    const read = await entity(schema, actor, 'Subject', subject('R-1'), 'survivalDays vitalStatus variants { gene }');
    expect(read).toEqual({
      entity: reads
        ? { survivalDays: 300, vitalStatus: 'DEAD', variants: [{ gene: 'IDH1' }, { gene: 'MGMT' }] }
        : { survivalDays: null, vitalStatus: 'UNKNOWN', variants: [] },
      codes: [],
    });
    expect(await find(actor, {})).toEqual(reads ? [subject('R-1')] : []);
    expect(await find(actor, { projectId })).toEqual(reads ? [subject('R-1')] : ['FORBIDDEN']);
    expect((await put(actor, [wild])).codes).toEqual(may(actor, 'clinical.write', projectId) ? [] : ['FORBIDDEN']);
  });

  it('who is no member gets nothing, as if there were nothing', async () => {
    await put(administrator, [mutated]);
    const outsider = testActor({ roles: { [otherId]: ['OWNER'] } });
    const known = await entity(schema, outsider, 'Subject', subject('R-1'), allFacts);
    const unknown = await entity(schema, outsider, 'Subject', subject('R-404'), allFacts);
    expect(known).toEqual({ entity: { id: subject('R-1'), ...noFacts }, codes: [] });
    expect(unknown).toEqual({ entity: { id: subject('R-404'), ...noFacts }, codes: [] });
    expect(await find(outsider, { gene: 'IDH1' })).toEqual([]);
    expect(await find(outsider, { projectId })).toEqual([]);
    expect(await find(outsider, { projectId: newId() })).toEqual([]);
    expect((await put(outsider, [wild])).codes).toEqual(['NOT_FOUND']);
    expect((await put(administrator, [wild], newId())).codes).toEqual(['NOT_FOUND']);
  });
});

describe('an import', () => {
  it('answers the facts as they were written', async () => {
    const { data } = await put(administrator, [mutated, wild]);
    expect(data).toEqual({
      importClinicalRecords: {
        imported: 2,
        subjects: [
          { id: subject('R-1'), survivalDays: 300, vitalStatus: 'DEAD' },
          { id: subject('R-2'), survivalDays: 200, vitalStatus: 'ALIVE' },
        ],
      },
    });
    const { entity: read } = await entity(schema, administrator, 'Subject', subject('R-1'), allFacts);
    expect(read).toEqual({
      id: subject('R-1'),
      diagnoses: [
        { name: 'Glioblastoma', code: 'ICD-O-3 9440/3', grade: 4, ageYears: 90 },
        { name: 'Epilepsy', code: null, grade: null, ageYears: null },
      ],
      variants: mutated.variants,
      survivalDays: 300,
      vitalStatus: 'DEAD',
    });
  });

  it('replaces what a subject had, and audits what changed with the value before', async () => {
    await put(administrator, [mutated, wild]);
    await put(administrator, [mutated, { ...wild, variants: [], survivalDays: 250 }]);
    expect(
      (await entity(schema, administrator, 'Subject', subject('R-2'), 'variants { gene } survivalDays')).entity,
    ).toEqual({
      variants: [],
      survivalDays: 250,
    });
    const audited = await people.audited('clinical.imported');
    expect(audited.map(({ target }) => target)).toEqual([1, 2, 2].map((n) => `subject:${subject(`R-${String(n)}`)}`));
    expect(audited[2]).toMatchObject({ old_value: { survivalDays: 200 }, new_value: { survivalDays: 250 } });
    expect(await people.audit.verify()).toMatchObject({ firstBroken: null });
  });

  it('turns a Patient ID into the research identifier of the images, and keeps it nowhere', async () => {
    const patientId = 'MRN-00420017';
    const { data } = await put(administrator, [
      { patientId: ` ${patientId} `, survivalDays: 1 },
      { patientId, issuerOfPatientId: 'HOSPITAL-B', survivalDays: 2 },
    ]);
    const pseudonyms = createPseudonyms(await testSecrets.key(`pseudonyms:${projectId}`));
    expect((data?.['importClinicalRecords'] as { subjects: unknown }).subjects).toMatchObject([
      { id: subject(pseudonyms.researchId(patientId)), survivalDays: 1 },
      { id: subject(pseudonyms.researchId(patientId, 'HOSPITAL-B')), survivalDays: 2 },
    ]);
    const stored = await people.everythingStored();
    expect(stored).toContain(subject(pseudonyms.researchId(patientId)));
    expect(stored).not.toMatch(/MRN|00420017|HOSPITAL-B/);
  });

  it('with one bad record writes nothing', async () => {
    const bad = { researchId: 'R-3', diagnoses: [{ name: 'a', grade: 7 }] };
    expect(await put(administrator, [wild, bad])).toEqual({ data: null, codes: ['BAD_USER_INPUT'] });
    expect((await put(administrator, [wild, wild])).codes).toEqual(['BAD_USER_INPUT']);
    expect(await find(administrator, {})).toEqual([]);
    expect(await people.audited('clinical.imported')).toEqual([]);
  });

  it('says what was expected and what came', async () => {
    const records = [
      wild,
      { researchId: 'R-3', diagnoses: [{ name: 'a', grade: 7 }] },
      { patientId: 'MRN-1' },
      { patientId: 'MRN-1 ' },
    ];
    const importing = (these: unknown[]) =>
      people.clinical.importRecords(administrator, { projectId, records: these as never });
    await expect(importing(records)).rejects.toThrow('input.records[1].diagnoses[0].grade: expected 1 to 4, got 7');
    await expect(importing(records.slice(2))).rejects.toThrow(
      'input.records[1]: expected one record for each person, got "the person of input.records[0] again"',
    );
  });

  it('of no records is no error', async () => {
    expect((await put(administrator, [])).data).toEqual({ importClinicalRecords: { imported: 0, subjects: [] } });
  });
});

describe('subjectsByClinicalFacts', () => {
  it('finds who matches all of the filter', async () => {
    await put(administrator, [mutated, wild, { researchId: 'R-3', survivalDays: 100 }]);
    await put(administrator, [mutated], otherId);
    const sorted = (...ids: string[]) => ids.toSorted();
    const [one, two, three, other] = [subject('R-1'), subject('R-2'), subject('R-3'), subject('R-1', otherId)];
    expect(await find(administrator, {})).toEqual(sorted(one, two, three, other));
    expect(await find(administrator, { projectId })).toEqual(sorted(one, two, three));
    expect(await find(administrator, { gene: 'idh1' })).toEqual(sorted(one, two, other));
    expect(await find(administrator, { gene: 'IDH1', variantStatus: 'mutated' })).toEqual(sorted(one, other));
    expect(await find(administrator, { gene: 'IDH1', variantStatus: 'METHYLATED' })).toEqual([]);
    expect(await find(administrator, { variantStatus: 'METHYLATED' })).toEqual(sorted(one, other));
    expect(await find(administrator, { diagnosis: 'glioblastoma' })).toEqual(sorted(one, other));
    expect(await find(administrator, { diagnosis: 'icd-o-3 9440/3', projectId })).toEqual([one]);
    expect(await find(administrator, { maxSurvivalDays: 300, projectId })).toEqual(sorted(one, three)); // R-2 is alive
    expect(await find(administrator, { maxSurvivalDays: 299, projectId })).toEqual([three]);
    const curator = testActor({ roles: { [otherId]: ['CURATOR'], [projectId]: ['VIEWER'] } });
    expect(await find(curator, { gene: 'IDH1' })).toEqual([other]);
  });

  it('answers at most `first`, and refuses a number out of range', async () => {
    await put(administrator, [mutated, wild]);
    const first = (n: number) =>
      ask(schema, administrator, `{ subjectsByClinicalFacts(filter: {}, first: ${String(n)}) { id } }`);
    expect((await first(1)).data?.['subjectsByClinicalFacts']).toEqual([
      { id: [subject('R-1'), subject('R-2')].toSorted()[0] },
    ]);
    expect((await first(0)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await first(1001)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('takes any text in the filter', async () => {
    await put(administrator, [mutated]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 12 }), async (text) => {
        const answered = await find(administrator, { gene: `${text}x`, diagnosis: text });
        expect([[], ['BAD_USER_INPUT']]).toContainEqual(answered);
      }),
      { numRuns: 60 },
    );
  });

  it('asks the database twice, whatever it finds', async () => {
    await put(
      administrator,
      Array.from({ length: 20 }, (_, n) => ({ ...mutated, researchId: `R-${String(n)}` })),
    );
    const statements: string[] = [];
    const query = people.sql.query.bind(people.sql);
    people.sql.query = (statement, parameters) => {
      statements.push(statement);
      return query(statement, parameters);
    };
    const { data } = await ask(
      schema,
      administrator,
      `{ subjectsByClinicalFacts(filter: { gene: "IDH1" }) { ${allFacts} } }`,
    );
    expect(data?.['subjectsByClinicalFacts']).toHaveLength(20);
    expect(statements).toHaveLength(2);
  });
});
