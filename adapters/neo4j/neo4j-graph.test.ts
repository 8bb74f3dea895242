import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GraphWrite } from '../../core/assets/graph-write.ts';
import type { Tag } from '../../core/assets/asset.ts';
import { sumsOf } from '../../core/transfer/graph-records.ts';
import { newId } from '../../core/ids.ts';
import { activity, asset, id, tree } from '../../tests/contract/asset-graph-data.ts';
import { serviceUrl } from '../../tests/services/addresses.ts';
import { PostgresGraphOutbox } from '../postgres/graph-outbox.ts';
import { PostgresGraphTransfer } from '../postgres/graph-transfer.ts';
import { testDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { applyWrites } from './apply.ts';
import { Neo4jConnection } from './connection.ts';
import { openNeo4jGraph, type GraphOptions, type OpenGraph } from './open-graph.ts';
import { emptyGraph, Line, resetGraph } from './test-graph.ts';

const url = serviceUrl('neo4j');
const page = { first: 100, after: null };

function tag(assetId: string, value: Tag['value']): Tag {
  return { assetId, name: 'state', value, setBy: 'ann', reason: null, setAt: new Date('2026-01-02T03:04:05Z') };
}

const key = (assetId: string) => ({ assetId, name: 'state' });

/** Writes of an image that is withdrawn among them. */
function withdrawing({ images, subject, series }: ReturnType<typeof tree>, createdAt: Date): GraphWrite[] {
  const [image] = images;
  if (!image) throw new Error('a tree without images');
  const { id: of, projectId, level, kind, createdBy } = image;
  const at = new Date('2026-03-04T05:06:07Z');
  const withdrawn = { at, reason: 'asked to', withdrawalId: newId() };
  const relation = { id: newId(), typeId: newId(), type: 't', fromId: subject.id, toId: of, setBy: 'ann', setAt: at };
  const state = { assetId: of, version: 2, label: 'a state', properties: { kept: false }, content: null };
  return [
    { kind: 'TAGS', tags: [tag(of, 'before')] },
    { kind: 'RELATIONS', relations: [{ ...relation, reason: null, removed: false }] },
    { kind: 'TOMBSTONES', tombstones: [{ id: of, projectId, level, kind, createdAt, createdBy, withdrawn }] },
    { kind: 'TAGS', tags: [tag(of, 'after')] },
    { kind: 'STATES', states: [state] },
    { kind: 'PARENTS', parents: [{ id: of, parentIds: [series.id] }] },
    { kind: 'RELATIONS', relations: [{ ...relation, reason: 'after', removed: false }] },
  ];
}

async function all(writes: AsyncIterable<GraphWrite>): Promise<GraphWrite[]> {
  return Array.fromAsync(writes);
}

describe('Neo4j behind an outbox', () => {
  let database: TestDatabase;
  let outbox: PostgresGraphOutbox;
  let errors: Error[];
  const opened: OpenGraph[] = [];

  /** A process of the hub: an outbox and a graph of its own. */
  async function open(more: Partial<GraphOptions> = {}): Promise<OpenGraph> {
    const one = await openNeo4jGraph({
      url,
      outbox: new PostgresGraphOutbox(database.sql),
      onError: (error) => errors.push(error),
      ...more,
    });
    opened.push(one);
    return one;
  }
  const waiting = async () =>
    (await database.sql.query<{ count: number }>('SELECT count(*)::int AS count FROM graph_outbox'))[0]?.count;

  beforeAll(async () => {
    database = await testDatabase();
    outbox = new PostgresGraphOutbox(database.sql);
  });
  beforeEach(async () => {
    errors = [];
    await database.empty('graph_outbox', 'graph_asset');
    await emptyGraph(url);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
  });
  afterAll(() => database.end());

  test('what was committed by a process that died then is brought by another, once', async () => {
    const made = tree('p', 3);
    await outbox.appendAssets(made.all);
    await outbox.appendActivity(activity('receive', [], [made.series.id]));
    await outbox.appendTags([tag(made.series.id, 'new')]);
    const { graph } = await open();
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000);
    expect((await graph.findAssets({ projectIds: 'ALL' }, page)).totalCount).toBe(made.all.length);
    expect((await graph.generationOf([made.series.id])).get(made.series.id)?.method).toBe('receive');
    expect(errors).toEqual([]);
  });

  test('a read sees what any process committed before it, also inside a transaction', async () => {
    // A relay that never looks by itself again.
    const { graph } = await open({ pollMs: 1_000_000 });
    const [one, two] = [asset('PROJECT', 'one'), asset('PROJECT', 'two')];
    await outbox.appendAssets([one]);
    expect((await graph.getAssets([one.id])).size).toBe(1);
    await outbox.appendAssets([two]);
    await database.sql.transact(async () => {
      expect((await graph.getAssets([two.id])).size).toBe(1);
      expect((await graph.findAssets({ projectIds: 'ALL' }, page)).totalCount).toBe(2);
    });
    // More than one look gives.
    for (let n = 0; n < 120; n++) await outbox.appendTags([tag(one.id, n)]);
    expect((await graph.tagsOf([one.id])).get(one.id)).toEqual([tag(one.id, 119)]);
  });

  test('a read that was quicker than the write of another process sees it all the same', async () => {
    const gate = Promise.withResolvers<undefined>();
    let gated = false;
    /** An outbox that is asked late: what is read along with it is read before the write is applied. */
    class LateOutbox extends PostgresGraphOutbox {
      override async look(after?: number) {
        if (gated) await gate.promise;
        return super.look(after);
      }
    }
    const { graph } = await open({ outbox: new LateOutbox(database.sql), pollMs: 1_000_000 });
    const project = asset('PROJECT', 'p');
    await graph.getAssets([project.id]);
    await outbox.appendAssets([project]);
    gated = true;
    const reading = graph.getAssets([project.id]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await open();
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000);
    gate.resolve(undefined);
    expect((await reading).size).toBe(1);
  });

  test('concurrent reads ask the outbox once', async () => {
    const { graph } = await open({ pollMs: 1_000_000 });
    await graph.getAssets([id('x')]);
    const before = database.statements();
    await Promise.all(Array.from({ length: 20 }, (_, n) => graph.getAssets([id(`x${String(n)}`)])));
    expect(database.statements() - before).toBe(1);
  });

  test('a search in a transaction that has written is refused as our fault, not answered wrong', async () => {
    const { graph } = await open();
    await database.sql.transact(async () => {
      await graph.putAssets([asset('PROJECT', 'p')]);
      await expect(graph.findAssets({ projectIds: 'ALL' }, page)).rejects.toThrow('would miss those writes');
      await expect(graph.lineage(id('x'), 'ANCESTORS', 5, 5)).rejects.toThrow('would miss those writes');
    });
  });

  test('writes applied twice, in parts or in another order end in the same graph', async () => {
    const made = tree('p', 2);
    const createdAt = new Date('2026-01-01T00:00:00Z');
    const writes: GraphWrite[] = [
      { kind: 'ASSETS', assets: [made.project, made.subject].map((each) => ({ ...each, createdAt })) },
      { kind: 'ASSETS', assets: [made.exam, made.series, ...made.images].map((each) => ({ ...each, createdAt })) },
      { kind: 'TAGS', tags: [tag(made.series.id, 'first')] },
      { kind: 'ACTIVITY', activity: activity('receive', [made.subject.id], [made.series.id]) },
      { kind: 'TAGS', tags: [tag(made.series.id, 'second')] },
      { kind: 'TAGS', tags: [tag(made.exam.id, 'gone')] },
      { kind: 'TAGS', tags: [{ ...tag(made.exam.id, 'kept'), slot: 'a' }], removed: [key(made.exam.id)] },
      { kind: 'TAGS', tags: [], removed: [key(made.subject.id)] },
      { kind: 'TAGS', tags: [tag(made.subject.id, 'again')] },
      ...withdrawing(made, createdAt),
    ];
    const numbered = writes.map((write, seq) => ({ seq, write }));
    const { transfer } = await open();
    const connection = new Neo4jConnection({ url });
    try {
      await connection.write([], (run) => applyWrites(run, numbered));
      const expected = await all(transfer.dump());
      await emptyGraph(url);
      for (const each of numbered.toReversed()) await connection.write([], (run) => applyWrites(run, [each]));
      await connection.write([], (run) => applyWrites(run, numbered.slice(2)));
      expect(await all(transfer.dump())).toEqual(expected);
      const marks = expected.flatMap((write) => (write.kind === 'TOMBSTONES' ? write.tombstones : []));
      expect(marks).toHaveLength(1);
      for (const write of expected) {
        expect(write.kind === 'TAGS' && write.tags.some(({ assetId }) => assetId === marks[0]?.id)).toBe(false);
        expect(write.kind).not.toBe('RELATIONS');
        if (write.kind !== 'ASSETS') continue;
        for (const each of write.assets)
          if (each.id === marks[0]?.id) expect(each).toMatchObject({ label: 'withdrawn', properties: {}, version: 1 });
      }
    } finally {
      await connection.close();
    }
  });

  test('a write that the graph refuses is set aside and heard of; all others go on', async () => {
    const project = asset('PROJECT', 'p');
    await outbox.appendAssets([project]);
    await database.sql.query('INSERT INTO graph_outbox (payload) VALUES ($1)', ['{"kind":"UNKNOWN"}']);
    // A list in a list is a property that Neo4j refuses.
    const refused = { ...tag(project.id, 1), name: 'other', value: [[1]] };
    await database.sql.query('INSERT INTO graph_outbox (payload) VALUES ($1)', [
      JSON.stringify({ kind: 'TAGS', tags: [refused] }),
    ]);
    await outbox.appendTags([tag(project.id, 'fine')]);
    const { graph } = await open();
    expect((await graph.tagsOf([project.id])).get(project.id)).toEqual([tag(project.id, 'fine')]);
    await vi.waitFor(async () => expect(await outbox.dead()).toBe(2), 10_000);
    expect(await waiting()).toBe(2);
    expect(errors.map((error) => error.message)).toEqual([
      expect.stringContaining('a kind that this version does not know') as string,
      expect.stringContaining('set aside') as string,
    ]);
    expect(await outbox.refused(10, 0)).toMatchObject([
      { text: '{"kind":"UNKNOWN"}', refusedAt: expect.any(Date) as Date, writtenAt: expect.any(Date) as Date },
      { reason: expect.stringMatching(/^Neo\.ClientError\.Statement\.TypeError: ./) as string },
    ]);
  });

  test('a write that was set aside is applied when it is tried again, and yields to what came later', async () => {
    const project = asset('PROJECT', 'p');
    await outbox.appendAssets([project]);
    await outbox.appendTags([tag(project.id, 'earlier')]);
    await outbox.appendTags([{ ...tag(project.id, 'other'), name: 'other' }]);
    const { waiting: all } = await outbox.look();
    for (const { seq } of all.slice(1)) await outbox.bury(seq, 'the server said so');
    await outbox.appendTags([tag(project.id, 'later')]);
    const { graph } = await open();
    const held = async () => (await graph.tagsOf([project.id])).get(project.id)?.map(({ value }) => value);
    expect(await held()).toEqual(['later']);
    const [first, second] = await outbox.refused(10, 0);
    expect(await outbox.refused(10, first?.seq ?? 0)).toEqual([second]);
    expect(await outbox.refusedById(first?.seq ?? 0)).toEqual(first);
    expect(await outbox.retry(first?.seq ?? 0)).toBe(true);
    expect(await outbox.retry(first?.seq ?? 0)).toBe(false);
    expect(await outbox.retry(second?.seq ?? 0)).toBe(true);
    expect((await held())?.toSorted()).toEqual(['later', 'other']);
    expect(await outbox.dead()).toBe(0);
  });

  test('of two processes that set one tag the graph keeps what was committed last', async () => {
    const project = asset('PROJECT', 'p');
    await outbox.appendAssets([project]);
    const processes = [await open(), await open()];
    let last = '';
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        database.sql.transact(async () => {
          const value = `${String(n)} ${newId()}`;
          await processes[n % 2]?.graph.putTags([tag(project.id, value)]);
          database.sql.afterCommit(() => {
            last = value;
          });
        }),
      ),
    );
    for (const { graph } of processes) {
      expect((await graph.tagsOf([project.id])).get(project.id)).toEqual([tag(project.id, last)]);
    }
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 10_000);
    expect((await processes[0]?.graph.tagsOf([project.id]))?.get(project.id)).toEqual([tag(project.id, last)]);
    expect(errors).toEqual([]);
  });

  test('while Neo4j is down writes are acknowledged and reads fail soon; then the writes land, once', async () => {
    const line = new Line(url);
    await line.mend();
    const { graph, ping } = await open({ url: line.url, retryMs: 1000, pollMs: 200 });
    const made = tree('p', 2);
    await graph.putAssets([made.project]);
    expect((await graph.getAssets([made.project.id])).size).toBe(1);
    await line.cut();
    await graph.putAssets([made.subject, made.exam, made.series, ...made.images]);
    await graph.putTags([tag(made.series.id, 'said while it was down')]);
    await graph.recordActivity(activity('receive', [], [made.series.id]));
    const began = performance.now();
    await expect(graph.getAssets([made.project.id])).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    await expect(graph.lineage(made.series.id, 'ANCESTORS', 5, 5)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(ping()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - began).toBeLessThan(20_000);
    // Whoever is told may not be told the password.
    const failure: unknown = await graph.getAssets([made.project.id]).catch((error: unknown) => error);
    expect(String(failure)).not.toContain(new URL(url).password);
    await line.mend();
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 20_000);
    expect((await graph.findAssets({ projectIds: 'ALL' }, page)).totalCount).toBe(made.all.length);
    expect((await graph.tagsOf([made.series.id])).get(made.series.id)).toHaveLength(1);
    expect((await graph.lineage(made.series.id, 'ANCESTORS', 5, 5)).edges).toHaveLength(2);
    expect(await outbox.dead()).toBe(0);
    await graph.getAssets([made.project.id]);
    for (const one of opened.splice(0)) await one.close();
    await line.cut();
  });

  test('is carried into the embedded store and back, equal by counts and hashes', async () => {
    await database.empty('asset', 'part_of', 'tag', 'prov_agent', 'prov_activity', 'prov_edge');
    const { graph, transfer } = await open();
    const made = tree('p', 3);
    const mask = asset('DERIVED', 'mask', [made.series.id], { kind: 'nifti' });
    const value = asset('DERIVED', 'value', [mask.id, made.exam.id], { kind: 'biomarker' });
    await graph.putAssets([value, mask, ...made.all.toReversed()]);
    await graph.putTags([tag(made.series.id, 'T1'), tag(value.id, 1.5)]);
    await graph.recordActivity(activity('segment', [made.series.id], [mask.id], { parameters: { threshold: 3 } }));
    await graph.recordActivity(activity('measure', [mask.id], [value.id], { reuseKey: 'k' }));
    await transfer.drain();
    const written = await all(transfer.dump());
    // Assets by their longest way up: project, subject, exam, series, images and mask, value.
    expect(written.filter((write) => write.kind === 'ASSETS').map((write) => write.assets.length)).toEqual([
      1, 1, 1, 1, 4, 1,
    ]);
    const sums = await sumsOf(transfer.dump());
    const inTables = new PostgresGraphTransfer(database.sql);
    await database.sql.transact(async () => {
      for (const write of written) await inTables.restore(write);
      expect(await sumsOf(inTables.dump())).toEqual(sums);
    });
    expect(await transfer.isEmpty()).toBe(false);
    await database.empty('graph_outbox', 'graph_asset');
    await emptyGraph(url);
    expect(await transfer.isEmpty()).toBe(true);
    await database.sql.transact(async () => {
      for (const write of written) await transfer.restore(write);
    });
    expect(await transfer.isEmpty()).toBe(false);
    await transfer.drain();
    expect(await all(transfer.dump())).toEqual(written);
    await database.sql.query("INSERT INTO graph_outbox (payload) VALUES ('{}')");
    await expect(transfer.drain()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('processes that start at once on a new server make its constraints together', async () => {
    await resetGraph(url);
    await Promise.all([open(), open(), open()]);
    const connection = new Neo4jConnection({ url });
    try {
      const [row] = await connection.read([], (run) =>
        run<{ count: number }>('MATCH (m:Migration) RETURN count(m) AS count'),
      );
      expect(row?.count).toBe(readdirSync(join(import.meta.dirname, 'migrations')).length);
      await connection.write([], (run) => run("MATCH (m:Migration) SET m.sha256 = 'another'"));
      await expect(open()).rejects.toThrow('has changed since it ran');
      await connection.write([], (run) => run('MATCH (m:Migration) DELETE m'));
      await connection.write([], (run) => run("CREATE (:Migration {name: '999-later.cypher'})"));
      await expect(open()).rejects.toThrow('newer PESSCARA');
    } finally {
      await connection.close();
      await resetGraph(url);
      await open();
    }
  });

  test('an address that is none is refused by the name of its setting, a wrong password without showing it', async () => {
    await expect(open({ url: 'http://127.0.0.1:1' })).rejects.toThrow('PESSCARA_GRAPH_URL');
    const wrong = new URL(url);
    wrong.password = 'not-the-password';
    const failure: unknown = await open({ url: wrong.href }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
    expect(String(failure)).not.toContain('not-the-password');
  });
});
