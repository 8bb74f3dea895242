import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JoseCertifier } from '../../adapters/jose/jose-certifier.ts';
import { testActor } from '../../tests/support/actors.ts';
import { newId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { hashOf } from '../signatures/signed.ts';
import { handle, describeTest } from './testing/by-hand.ts';
import { openTrialBench, tell, within, type TrialBench } from './testing/trial-bench.ts';

let bench: TrialBench;
beforeEach(async () => {
  bench = await openTrialBench();
});
afterEach(() => bench.close());

const image = `brain/segment@sha256:${'a'.repeat(64)}`;
const steps = [
  { id: 'script', uses: 'python', with: { script: 'print(1)' } },
  { id: 'shipped', uses: 'python', with: { script: 'builtin:measure' } },
  { id: 'image', uses: 'container', with: { image } },
];

describe('a promotion', () => {
  beforeEach(() => bench.configure('TRIAL'));

  test('freezes the document, the hashes of its programs, who and when, signed by the hub', async () => {
    const workflow = await bench.put('measure', steps);
    const promoted = await bench.promote(workflow);
    expect(promoted).toMatchObject({ signature: 'VALID', promotedBy: 'bob', withdrawn: null });
    expect(promoted.document).toMatchObject({
      from: { project: bench.development },
      to: { project: bench.trial },
      promotedBy: { account: bench.bob.id, username: 'bob', name: `Person ${bench.bob.id}` },
      hub: { software: 'PESSCARA', version: '1.2.3' },
      workflows: [
        {
          ...{ name: 'measure', version: 1, writtenBy: 'ann', sha256: hashOf(workflow.document) },
          images: [{ step: 'image', image }],
          scripts: [
            { step: 'script', builtin: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
            { step: 'shipped', builtin: 'builtin:measure', sha256: null },
          ],
        },
      ],
    });
    expect(await bench.ports.certifier.verify(promoted.jws)).toEqual(promoted.document);
    expect(await bench.audited('workflow.promoted')).toMatchObject([
      { actor: 'bob', reason: 'validated on 40 exams', target: `workflow:${promoted.workflowId}` },
    ]);
    const run = await bench.start(promoted.workflowId, await bench.exam());
    expect(run).toMatchObject({ projectId: bench.trial, workflowId: promoted.workflowId });
  });

  test('pins the versions that it uses, over others, and runs these whatever is written later', async () => {
    await bench.put('innermost', [tell]);
    await bench.put('inner', [within('innermost')]);
    const outer = await bench.put('outer', [within('inner')]);
    await bench.put('innermost', [{ ...tell, id: 'later' }]);
    await bench.put('inner', [within('innermost', { version: 1 })]);
    const promoted = await bench.promote(outer);
    expect(promoted.document.workflows.map(({ name, version, uses }) => ({ name, version, uses }))).toEqual([
      { name: 'outer', version: 1, uses: [{ step: 'do-inner', workflow: 'inner', version: 2 }] },
      { name: 'inner', version: 2, uses: [{ step: 'do-innermost', workflow: 'innermost', version: 1 }] },
      { name: 'innermost', version: 1, uses: [] },
    ]);
    await bench.put('innermost', [{ ...tell, id: 'even-later' }]);
    const examId = await bench.exam();
    await bench.start(promoted.workflowId, examId);
    const done = new Set<string>();
    for (let left = [...bench.queue.jobs]; left.length > 0;) {
      for (const [key, job] of left) {
        await handle(bench.workflows, { describe: describeTest, execute: () => Promise.reject(new Error()) }, job);
        done.add(key);
      }
      left = [...bench.queue.jobs].filter(([key]) => !done.has(key));
    }
    const runs = (await bench.ports.store.runsOfExams([examId], 'ALL')).get(examId) ?? [];
    expect(runs.map(({ workflowId }) => workflowId).toSorted()).toEqual([...promoted.partIds].toSorted());
    expect(runs.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  test('is by somebody who wrote none of its versions, also not under another name of theirs', async () => {
    await bench.workflows.putWorkflow(bench.bob, {
      ...{ projectId: bench.development, document: { name: 'inner', steps: [tell] } },
    });
    const outer = await bench.put('outer', [within('inner')]);
    const refused = { code: 'FORBIDDEN', message: expect.stringContaining('you wrote inner version 1') as unknown };
    await expect(bench.promote(outer)).rejects.toMatchObject(refused);
    await expect(bench.promote(outer, bench.ann)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await bench.sql.query("UPDATE workflow SET created_by = 'Bob (token laptop)' WHERE name = 'inner'");
    await expect(bench.promote(outer)).rejects.toMatchObject(refused);
    // Nor under the name of who promoted it before.
    const alone = await bench.put('alone', [tell]);
    const { workflowId } = await bench.promote(alone);
    await expect(bench.promote({ id: workflowId }, bench.ann)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('needs the role in the trial, a person, their password and a comment', async () => {
    const workflow = await bench.put('measure', steps);
    const input = { workflowId: workflow.id, toProjectId: bench.trial, password: 'right', comment: 'validated' };
    const promote = (more: Partial<typeof input>, by = bench.bob) =>
      bench.workflows.promoteWorkflow(by, { ...input, ...more });
    await expect(promote({ password: 'wrong' })).rejects.toMatchObject({
      ...{ code: 'UNAUTHENTICATED', details: { field: 'input.password' } },
    });
    expect(await bench.audited('signature.failed')).toHaveLength(1);
    await expect(promote({ comment: ' ' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const curator = testActor({ roles: { [bench.trial]: ['CURATOR'], [bench.development]: ['OWNER'] } });
    await expect(promote({}, curator)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = testActor({ roles: { [bench.trial]: ['OWNER'] } });
    await expect(promote({}, elsewhere)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const token = { ...bench.bob, token: { id: newId(), name: 't', readOnly: false, projectIds: null } };
    await expect(promote({}, token)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await bench.workflows.promotedWorkflows(bench.ann, bench.trial, 10, null)).items).toEqual([]);
  });

  test('goes to a trial alone, and not twice while it stands', async () => {
    const workflow = await bench.put('measure', steps);
    const { id } = await bench.promote(workflow);
    await expect(bench.promote(workflow)).rejects.toMatchObject({ code: 'CONFLICT', details: { promotion: id } });
    await bench.withdraw(id);
    await bench.promote(workflow);
    await bench.configure('DEVELOPMENT', 'right');
    await expect(bench.promote(await bench.put('other', steps))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('is broken once its record, or what runs, was changed, and does not start then', async () => {
    const { id, workflowId } = await bench.promote(await bench.put('measure', [tell]));
    const state = async () => (await bench.workflows.promotedWorkflow(bench.ann, id))?.signature;
    const changed = async (sql: string, back: string): Promise<void> => {
      await bench.sql.query(sql);
      expect(await state(), sql).toBe('BROKEN');
      await expect(bench.start(workflowId, await bench.exam())).rejects.toMatchObject({ code: 'NOT_PROMOTED' });
      await bench.sql.query(back);
      expect(await state()).toBe('VALID');
    };
    const inWorkflow = (text: string) =>
      `UPDATE workflow SET document = jsonb_set(document, '{steps,0,with,text}', '"${text}"') WHERE id = '${workflowId}'`;
    await changed(inWorkflow('y'), inWorkflow('x'));
    await changed(
      "UPDATE workflow_promotion SET comment = 'other'",
      "UPDATE workflow_promotion SET comment = 'validated on 40 exams'",
    );
    const inBundle = (name: string) =>
      `UPDATE workflow_promotion SET document = jsonb_set(document, '{promotedBy,name}', '"${name}"')`;
    await changed(inBundle('Somebody'), inBundle(`Person ${bench.bob.id}`));
  });
});

describe('a bundle', () => {
  const other = new JoseCertifier(new Uint8Array(32).fill(9));
  let jws: string;
  beforeEach(async () => {
    await bench.configure('TRIAL');
    await bench.put('inner', [tell]);
    const outer = await bench.promote(await bench.put('outer', [within('inner')]));
    // As another hub would have signed it.
    jws = await other.sign(outer.document);
    await bench.withdraw(outer.id);
  });

  const importing = async (more: JsonObject = {}, by = bench.bob) =>
    bench.workflows.importBundle(by, {
      ...{ projectId: bench.trial, jws, fingerprint: (await other.publicKey()).kid },
      ...{ password: 'right', comment: 'as validated at the other centre', ...more },
    });

  test('of another hub is imported under the key that its importer names, and runs', async () => {
    const { kid } = await other.publicKey();
    await expect(importing({ fingerprint: 'x' })).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', details: { field: 'input.fingerprint' } },
    });
    const imported = await importing();
    expect(imported).toMatchObject({ signature: 'VALID', document: { origin: { fingerprint: kid, jws } } });
    expect(await bench.audited('workflow.imported')).toMatchObject([{ actor: 'bob', new_value: { key: kid } }]);
    await bench.start(imported.workflowId, await bench.exam());
  });

  test('that was changed, or is none, is refused', async () => {
    const [head = '', payload = '', signature = ''] = jws.split('.');
    const document = JSON.parse(Buffer.from(payload, 'base64url').toString()) as JsonObject;
    const forged = Buffer.from(JSON.stringify({ ...document, comment: 'other' })).toString('base64url');
    const refused = { code: 'BAD_USER_INPUT', details: { field: 'input.jws' } };
    await expect(importing({ jws: `${head}.${forged}.${signature}` })).rejects.toMatchObject(refused);
    await expect(importing({ jws: 'no bundle' })).rejects.toMatchObject(refused);
    await expect(importing({ jws: await other.sign({ type: 'PESSCARA task signature' }) })).rejects.toMatchObject(
      refused,
    );
    const [outer, inner] = document['workflows'] as readonly [JsonObject, JsonObject];
    const lists = [
      [],
      [outer],
      [inner, outer],
      [{ ...outer, sha256: hashOf({}) }, inner],
      [{ ...outer, uses: [] }, inner],
      [{ ...outer, document: { name: 'outer' } }, inner],
      [outer, { ...inner, scripts: [{ step: 'tell', sha256: null, builtin: 'x' }] }],
      // What no step of it needs would come along unseen; and of two of one name, one would run as the other.
      [inner, { ...inner, version: 2 }],
      [outer, inner, inner],
    ];
    for (const workflows of lists)
      await expect(importing({ jws: await other.sign({ ...document, workflows }) })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
  });

  test('whose origin is not told as it must be is refused', async () => {
    const document = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as JsonObject;
    for (const origin of [{}, { jws }, { fingerprint: 'x' }, { fingerprint: 1, jws }, { fingerprint: 'x', jws: {} }])
      await expect(importing({ jws: await other.sign({ ...document, origin }) })).rejects.toMatchObject({
        ...{ code: 'BAD_USER_INPUT', details: { field: 'input.jws', expected: 'a bundle with all its fields' } },
      });
  });

  test('of which one character is another one is refused, wherever that is', async () => {
    const parts = jws.split('.');
    const places = parts.flatMap((part, index) => {
      const start = parts.slice(0, index).join('.').length + (index === 0 ? 0 : 1);
      return [0, 1, Math.floor(part.length / 2), part.length - 2, part.length - 1].map((at) => start + at);
    });
    for (const at of places)
      for (const letter of 'ABQgwxyz09-_')
        if (jws[at] !== letter) {
          const altered = `${jws.slice(0, at)}${letter}${jws.slice(at + 1)}`;
          await expect(importing({ jws: altered }), `${letter} at ${String(at)}`).rejects.toMatchObject({
            code: 'BAD_USER_INPUT',
          });
        }
    for (const altered of [`${jws}=`, `${jws}.`, jws.replace('.', '. '), jws.replace('.', '\n.')])
      await expect(importing({ jws: altered })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('is imported once while it stands, also by two at the same time', async () => {
    const both = await Promise.allSettled([importing(), importing()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(importing()).rejects.toMatchObject({ code: 'CONFLICT' });
    const { items } = await bench.workflows.promotedWorkflows(bench.ann, bench.trial, 10, null);
    expect(items.filter(({ withdrawn }) => !withdrawn)).toHaveLength(1);
  });

  test("of another hub that this hub's own people wrote stays out of their hands", async () => {
    const { document } = (await bench.ports.certifier.read(jws)) ?? { document: {} };
    const own = await bench.ports.certifier.sign(document);
    const origin = { fingerprint: (await bench.ports.certifier.read(own))?.fingerprint ?? '', jws: own };
    const back = await other.sign({ ...document, origin });
    await expect(importing({ jws: back }, bench.ann)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await importing({ jws: back })).toMatchObject({ signature: 'VALID' });
  });

  test("of this hub keeps its authors' hands off it too", async () => {
    const own = await bench.ports.certifier.sign(
      JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as JsonObject,
    );
    const fingerprint = (await bench.ports.certifier.read(own))?.fingerprint ?? '';
    await expect(importing({ jws: own, fingerprint }, bench.ann)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await importing({ jws: own, fingerprint })).toMatchObject({ signature: 'VALID' });
  });
});
