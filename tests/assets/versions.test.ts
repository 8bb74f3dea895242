import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Actor, Role } from '../../core/policy/policy.ts';
import type { CheckInInput } from '../../core/versions/check-in.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

describe('versions of assets', () => {
  let hub: AssetHub;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let q: typeof p;
  let file: { readonly id: string; readonly projectId: string };
  let bytes: { readonly sha256: string; readonly sizeBytes: number };
  let ann: Actor;
  let bob: Actor;
  let manager: Actor;
  let viewer: Actor;
  let now: Date;
  const stranger = person('stranger', {});

  const member = (username: string, role: Role) => ({ ...person(username, { [p.projectId]: role }), id: newId() });

  beforeAll(async () => {
    hub = await assetHub();
  });
  beforeEach(async () => {
    await hub.empty();
    hub.told.length = 0;
    now = new Date('2126-01-01T00:00:00Z');
    hub.clock.now = () => now;
    p = await measuredProject(hub, 'p');
    q = await measuredProject(hub, 'q');
    [ann, bob, manager, viewer] = [
      member('ann', 'CURATOR'),
      member('bob', 'RESEARCHER'),
      member('max', 'MANAGER'),
      member('val', 'VIEWER'),
    ];
    bytes = await hub.objects.put(Buffer.from('one'));
    const made = asset('DERIVED', 'volume', [p.series.id], {
      projectId: p.projectId,
      properties: { threshold: 3, tool: { name: 'net', version: '1' } },
      content: { ...bytes, mediaType: 'text/plain' },
    });
    await hub.graph.putAssets([made]);
    file = { id: made.id, projectId: made.projectId };
    await hub.defineTags(p.projectId, ['DERIVED'], 'quality', 'kept', 'changed', 'new');
    hub.audited.length = 0;
  });
  afterAll(() => hub.end());

  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
  const take = (actor: Actor, more: object = {}) =>
    hub.useCases.checkOut(actor, { assetId: file.id, reason: 'mend it', minutes: 60, ...more });
  const checkIn = (actor: Actor, baseVersion: number, more: Partial<CheckInInput> = {}) =>
    hub.useCases.checkIn(actor, {
      assetId: file.id,
      baseVersion,
      comment: 'mended',
      keepCheckedOut: false,
      ...more,
    });
  const give = async (actor: Actor, baseVersion: number, more: Partial<CheckInInput> = {}) => {
    await take(actor);
    return checkIn(actor, baseVersion, more);
  };
  const current = async () => (await hub.useCases.getAssets(ann, [file.id])).get(file.id);
  const checkOutNow = async () => (await hub.useCases.checkOutsOf(viewer, [file])).get(file.id);
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error as HubError,
    );

  describe('check-out', () => {
    test("is one person's until it ends, and others are told whose and how long", async () => {
      const { checkOut } = await take(ann);
      expect(checkOut).toMatchObject({ owner: 'ann', reason: 'mend it', baseVersion: 1, since: now });
      expect(await checkOutNow()).toEqual(checkOut);
      expect(await failure(take(bob))).toMatchObject({
        code: 'CONFLICT',
        details: { field: 'input.assetId', owner: 'ann', endsAt: '2126-01-01T01:00:00.000Z', reason: 'mend it' },
      });
      later(60);
      expect(await checkOutNow()).toBeUndefined();
      expect((await take(bob)).checkOut).toMatchObject({ owner: 'bob', since: now });
    });

    test('again by the same person goes on with a new end and reason, and is renewed by minutes', async () => {
      const began = now;
      await take(ann);
      later(30);
      expect((await take(ann, { reason: 'more', minutes: 90 })).checkOut).toMatchObject({
        reason: 'more',
        since: began,
        endsAt: new Date('2126-01-01T02:00:00Z'),
      });
      await hub.useCases.renewCheckOut(ann, { assetId: file.id, minutes: 10_080 });
      expect(await checkOutNow()).toMatchObject({ since: began, endsAt: new Date('2126-01-08T00:30:00Z') });
      expect(hub.audited.map(({ action }) => action)).toEqual([
        'checkout.taken',
        'checkout.renewed',
        'checkout.renewed',
      ]);
    });

    test('is cancelled by its owner alone, and broken by a manager, which the owner is told and the audit trail keeps', async () => {
      await take(ann);
      expect(await failure(hub.useCases.cancelCheckOut(bob, { assetId: file.id }))).toMatchObject({
        code: 'NOT_CHECKED_OUT',
        details: { field: 'input.assetId', received: 'a check-out of ann until 2126-01-01T01:00:00.000Z' },
      });
      await hub.useCases.cancelCheckOut(ann, { assetId: file.id });
      expect(await checkOutNow()).toBeUndefined();
      await take(ann);
      const breaking = { assetId: file.id, reason: 'ann is away' };
      expect(await failure(hub.useCases.breakCheckOut(bob, breaking))).toMatchObject({ code: 'FORBIDDEN' });
      await hub.useCases.breakCheckOut(manager, breaking);
      expect(await checkOutNow()).toBeUndefined();
      expect(hub.told).toEqual([
        { accountId: (ann as { id: string }).id, text: 'max ended your check-out of volume: ann is away' },
      ]);
      expect(hub.audited.at(-1)).toEqual({
        actor: 'max',
        action: 'checkout.broken',
        target: `asset:${file.id}`,
        projectId: p.projectId,
        reason: 'ann is away',
        oldValue: { owner: 'ann', endsAt: '2126-01-01T01:00:00.000Z', baseVersion: 1 },
        newValue: null,
      });
      expect(await failure(checkIn(ann, 1))).toMatchObject({ code: 'NOT_CHECKED_OUT' });
      expect(await failure(hub.useCases.breakCheckOut(manager, breaking))).toMatchObject({ code: 'NOT_CHECKED_OUT' });
    });

    test('needs the right to write, and a reason and a time that can be', async () => {
      expect(await failure(take(viewer))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await failure(take(stranger))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await failure(take(ann, { assetId: q.series.id }))).toMatchObject({ code: 'NOT_FOUND' });
      for (const [field, more] of [
        ['input.reason', { reason: ' ' }],
        ['input.reason', { reason: 'x'.repeat(1001) }],
        ['input.minutes', { minutes: 0 }],
        ['input.minutes', { minutes: 10_081 }],
        ['input.minutes', { minutes: 1.5 }],
      ] as const)
        expect(await failure(take(ann, more))).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
      expect(hub.audited).toEqual([]);
    });
  });

  describe('check-in', () => {
    test('makes the next version and keeps the one before, with who, when and why', async () => {
      const created = await current();
      later(5);
      const two = await hub.objects.put(Buffer.from('two'));
      const other = asset('DERIVED', 'other', [p.series.id], {
        projectId: p.projectId,
        content: { ...two, mediaType: 'text/plain' },
      });
      await hub.graph.putAssets([other]);
      await take(ann);
      const { asset: changed, version } = await checkIn(ann, 1, {
        label: 'better',
        properties: { threshold: null, tool: { version: '2' }, checked: true },
        content: { sha256: two.sha256, assetId: other.id, mediaType: 'text/csv' },
      });
      const state = {
        label: 'better',
        properties: { tool: { name: 'net', version: '2' }, checked: true },
        content: { ...two, mediaType: 'text/csv' },
      };
      expect(changed).toEqual({ ...created, ...state, version: 2 });
      expect(await current()).toEqual(changed);
      expect(version).toEqual({
        assetId: file.id,
        number: 2,
        kind: 'CHECK_IN',
        ...state,
        comment: 'mended',
        by: 'ann',
        at: now,
        basedOn: 1,
        tags: null,
      });
      const history = (await hub.useCases.versionsOf(viewer, [file], 10)).get(file.id);
      expect(history).toMatchObject({ totalCount: 2, hasNextPage: false });
      expect(history?.items[0]).toEqual(version);
      expect(history?.items[1]).toMatchObject({
        number: 1,
        kind: 'CREATED',
        label: 'volume',
        by: 'ann',
        at: created?.createdAt,
        comment: null,
        basedOn: null,
        content: { ...bytes, mediaType: 'text/plain' },
      });
      expect(await checkOutNow()).toBeUndefined();
      const lineage = await hub.useCases.lineage(viewer, file.id, 'DESCENDANTS', 5, 50);
      expect([...(await lineage.activities()).values()]).toMatchObject([
        {
          method: 'pesscara/check-in',
          methodVersion: '1.0',
          parameters: { from: 1, to: 2 },
          used: [
            { assetId: file.id, role: 'base' },
            { assetId: other.id, role: 'content' },
          ],
          generated: [],
          agents: [{ agent: { kind: 'PERSON', name: 'ann' }, role: 'operator' }],
        },
      ]);
      expect(hub.audited.at(-1)).toMatchObject({
        action: 'version.checked-in',
        reason: 'mended',
        oldValue: { version: 1 },
        newValue: { version: 2, basedOn: 1, sha256: two.sha256 },
      });
    });

    test('without an own check-out is NOT_CHECKED_OUT, with the path to the field', async () => {
      expect(await failure(checkIn(ann, 1))).toMatchObject({
        code: 'NOT_CHECKED_OUT',
        details: {
          field: 'input.assetId',
          expected: 'an asset that you have checked out',
          received: 'no check-out',
        },
      });
      await take(bob);
      expect(await failure(checkIn(ann, 1))).toMatchObject({ code: 'NOT_CHECKED_OUT' });
      later(61);
      expect(await failure(checkIn(bob, 1))).toMatchObject({
        code: 'NOT_CHECKED_OUT',
        details: { received: 'a check-out of bob that ended at 2126-01-01T01:00:00.000Z' },
      });
      expect(hub.audited).toHaveLength(1);
    });

    test('on a stale base is a CONFLICT that shows both sides, and changes nothing', async () => {
      await give(bob, 1, { properties: { threshold: 4 }, comment: 'too low' });
      await take(ann);
      const error = await failure(checkIn(ann, 1, { label: 'mine', properties: { threshold: 5 } }));
      expect(error).toMatchObject({
        code: 'CONFLICT',
        details: {
          field: 'input.baseVersion',
          expected: '2',
          received: '1',
          base: { version: 1, kind: 'CREATED', by: 'ann' },
          current: { version: 2, kind: 'CHECK_IN', by: 'bob', comment: 'too low' },
          ours: { label: null, properties: [{ change: 'CHANGED', path: '/threshold', old: 3, new: 4 }], content: null },
          theirs: {
            label: { old: 'volume', new: 'mine' },
            properties: [{ change: 'CHANGED', path: '/threshold', old: 3, new: 5 }],
            content: null,
          },
        },
      });
      expect(await current()).toMatchObject({ label: 'volume', version: 2, properties: { threshold: 4 } });
      expect((await checkIn(ann, 2, { label: 'mine' })).asset.version).toBe(3);
    });

    test('may keep the check-out, which then stands on the new version', async () => {
      await take(ann);
      await checkIn(ann, 1, { keepCheckedOut: true });
      expect(await checkOutNow()).toMatchObject({ owner: 'ann', baseVersion: 2 });
      await checkIn(ann, 2, { keepCheckedOut: true });
      expect((await current())?.version).toBe(3);
    });

    test('refuses what can not be, naming the field, and changes nothing', async () => {
      const secret = await hub.objects.put(Buffer.from('secret'));
      const foreign = asset('DERIVED', 'foreign', [q.series.id], {
        projectId: q.projectId,
        content: { ...secret, mediaType: 'text/plain' },
      });
      await hub.graph.putAssets([foreign]);
      await take(ann);
      const deep = JSON.parse(`${'{"a":'.repeat(21)}1${'}'.repeat(21)}`) as { a: never };
      const bad: readonly (readonly [string, Partial<CheckInInput>])[] = [
        ['input.comment', { comment: '' }],
        ['input.label', { label: '  ' }],
        ['input.baseVersion', { baseVersion: 0 }],
        ['input.baseVersion', { baseVersion: 2 }],
        ['input.baseVersion', { baseVersion: 1e10 }],
        ['input.properties', { properties: { long: 'x'.repeat(100_000) } }],
        [`input.properties${'.a'.repeat(20)}`, { properties: deep }],
        ['input.content.sha256', { content: { sha256: 'none' } }],
        ['input.content.sha256', { content: { sha256: '0'.repeat(64) } }],
        ['input.content.sha256', { content: { sha256: secret.sha256 } }],
        ['input.content.sha256', { content: { sha256: secret.sha256, assetId: foreign.id } }],
        ['input.content.sha256', { content: { sha256: bytes.sha256, assetId: 'strange' } }],
        ['input.content.mediaType', { content: { sha256: bytes.sha256, mediaType: 'text\nx' } }],
      ];
      for (const [field, more] of bad)
        expect(await failure(checkIn(ann, 1, more)), field).toMatchObject({
          code: 'BAD_USER_INPUT',
          details: { field },
        });
      expect((await current())?.version).toBe(1);
    });

    describe('with an upload', () => {
      const begin = (sizeBytes: number, more: object = {}) =>
        hub.uploads.createUpload(ann, { projectId: p.projectId, fileName: 'mask.csv', sizeBytes, ...more });
      const send = async (upload: { readonly id: string; readonly expiresAt: Date }, sent: string) => {
        const url = await hub.uploads.uploadUrl(ann, upload as never);
        const query = Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)));
        const source = (async function* () {
          yield await Promise.resolve(Buffer.from(sent));
        })();
        return hub.uploads.append(await hub.uploads.openUpload(upload.id, query), 0, source, null);
      };
      beforeEach(() => {
        hub.people.clear();
        if (ann.kind === 'user') hub.people.set(ann.id, ann);
      });

      test('its bytes become the content of the next version, and an object once', async () => {
        const upload = await send(await begin(4), 'a,b\n');
        const before = await current();
        await take(ann);
        const { asset: changed } = await checkIn(ann, 1, { content: { uploadId: upload.id } });
        const hash = upload.sha256 ?? '';
        expect(changed).toEqual({
          ...before,
          content: { sha256: hash, sizeBytes: 4, mediaType: 'text/csv' },
          version: 2,
        });
        expect(await hub.objects.get(hash)).toEqual(Buffer.from('a,b\n'));
        expect(await hub.uploadStore.byId(upload.id)).toMatchObject({ state: 'USED' });
        expect(await hub.uploadStore.piecesOf(upload.id)).toEqual([]);
        // It is the person's still: another version may have it under another media type.
        await give(ann, 2, { content: { uploadId: upload.id, mediaType: 'text/plain' } });
        expect((await current())?.content).toMatchObject({ sha256: hash, mediaType: 'text/plain' });
      });

      test('what is refused says why at its field, and makes no object of it', async () => {
        const whole = await send(await begin(3), 'a,b');
        const bad = await begin(3, { sha256: 'ab'.repeat(32) });
        await expect(send(bad, 'a,b')).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
        const open = await begin(5);
        const foreign = await hub.uploads.createUpload(bob, { projectId: p.projectId, fileName: 'b', sizeBytes: 0 });
        const uploadOf = (uploadId: string, more: object = {}) => ({ content: { uploadId, ...more } });
        expect(await failure(checkIn(ann, 1, uploadOf(whole.id)))).toMatchObject({ code: 'NOT_CHECKED_OUT' });
        await give(ann, 1, { label: 'second' });
        await take(ann);
        expect(await failure(checkIn(ann, 1, uploadOf(whole.id)))).toMatchObject({
          code: 'CONFLICT',
          details: { theirs: { content: { new: { sha256: whole.sha256 } } } },
        });
        const both = uploadOf(whole.id, { sha256: bytes.sha256 });
        for (const [more, code, field] of [
          [uploadOf(open.id), 'INCOMPLETE_UPLOAD', 'input.content.uploadId'],
          [uploadOf(bad.id), 'HASH_MISMATCH', 'input.content.uploadId'],
          [uploadOf(foreign.id), 'NOT_FOUND', 'input.content.uploadId'],
          [uploadOf(newId()), 'NOT_FOUND', 'input.content.uploadId'],
          [uploadOf(whole.id, { mediaType: 'application/pdf' }), 'BAD_USER_INPUT', 'input.content.mediaType'],
          [uploadOf(whole.id, { assetId: file.id }), 'BAD_USER_INPUT', 'input.content.assetId'],
          [both, 'BAD_USER_INPUT', 'input.content'],
          [{ content: {} }, 'BAD_USER_INPUT', 'input.content'],
        ] as const)
          expect(await failure(checkIn(ann, 2, more)), field).toMatchObject({ code, details: { field } });
        expect(await hub.uploadStore.byId(whole.id)).toMatchObject({ state: 'COMPLETE' });
        await expect(hub.objects.get(whole.sha256 ?? '')).rejects.toThrow();
        expect((await current())?.version).toBe(2);
      });
    });

    test('never changes which thing an asset is, nor takes from a biomarker what makes it one', async () => {
      const cases = [
        [p.subject.id, 'researchId', { researchId: 'other' }],
        [p.exam.id, 'studyInstanceUID', { studyInstanceUID: '1.2' }],
        [p.series.id, 'seriesInstanceUID', { seriesInstanceUID: null }],
        [p.images[0]?.id ?? '', 'sopInstanceUID', { sopInstanceUID: '1.2' }],
        [p.images[0]?.id ?? '', 'sopClassUID', { sopClassUID: null }],
        [p.biomarker.id, 'value', { value: 'many' }],
        [p.biomarker.id, 'value', { value: Infinity }],
        [p.biomarker.id, 'unit', { unit: null }],
        [p.biomarker.id, 'unit', { unit: 'm m' }],
        [p.biomarker.id, 'confidence', { confidence: 7 }],
        [p.biomarker.id, 'times.0', { times: [-Infinity] }],
      ] as const;
      for (const [assetId, name, properties] of cases) {
        await take(ann, { assetId });
        expect(await failure(checkIn(ann, 1, { assetId, properties }))).toMatchObject({
          code: 'BAD_USER_INPUT',
          details: { field: `input.properties.${name}` },
        });
      }
      await take(ann, { assetId: p.biomarker.id });
      const { asset: mended } = await checkIn(ann, 1, { assetId: p.biomarker.id, properties: { value: 13 } });
      expect(mended.properties).toMatchObject({ value: 13, unit: 'mL' });
    });

    test('of many at once on one base exactly one wins', async () => {
      await take(ann);
      const results = await Promise.allSettled(
        Array.from({ length: 5 }, (_, n) => checkIn(ann, 1, { label: `try ${String(n)}`, keepCheckedOut: true })),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT' });
      expect((await current())?.version).toBe(2);
    });
  });

  describe('looking back', () => {
    test('an asset that was never changed has version 1, without a row', async () => {
      const page = (await hub.useCases.versionsOf(viewer, [file], 10)).get(file.id);
      expect(page).toMatchObject({
        totalCount: 1,
        hasNextPage: false,
        items: [{ number: 1, kind: 'CREATED', tags: null }],
      });
      expect((await hub.useCases.versionsOf(viewer, [file], 0)).get(file.id)).toMatchObject({
        items: [],
        hasNextPage: true,
      });
      expect((await hub.useCases.versionsOf(viewer, [file], 9, '1')).get(file.id)).toMatchObject({ items: [] });
      expect(await hub.useCases.assetAsOf(viewer, file.id, { version: 1 })).toMatchObject({
        version: 1,
        label: 'volume',
      });
      expect(await hub.useCases.assetAsOf(viewer, file.id, { version: 2 })).toBeNull();
      expect(await hub.useCases.diffsOf(viewer, [{ asset: file, from: 1, to: 2 }])).toEqual([null]);
    });

    test('history is read page by page, newest first', async () => {
      for (let base = 1; base < 6; base++) await give(ann, base, { label: `v${String(base + 1)}` });
      const numbers: number[] = [];
      let after: string | null = null;
      for (;;) {
        const page = (await hub.useCases.versionsOf(viewer, [file], 4, after)).get(file.id);
        numbers.push(...(page?.items.map(({ number }) => number) ?? []));
        expect(page?.totalCount).toBe(6);
        after = String(numbers.at(-1));
        if (!page?.hasNextPage) break;
      }
      expect(numbers).toEqual([6, 5, 4, 3, 2, 1]);
      for (const [first, cursor] of [
        [-1, null],
        [1001, null],
        [1, 'x'],
        [1, '-1'],
      ] as const)
        expect(await failure(hub.useCases.versionsOf(viewer, [file], first, cursor))).toMatchObject({
          code: 'BAD_USER_INPUT',
        });
    });

    test('as of a version or a time: label, properties, content and tags of then', async () => {
      const { createdAt = now } = (await current()) ?? {};
      const set = (value: number) => hub.useCases.setTag(ann, { assetId: file.id, name: 'quality', value });
      await set(1);
      later(10);
      await give(ann, 1, { label: 'second', properties: { threshold: 4 } });
      const changedAt = now;
      await set(2);
      later(10);
      const first = await hub.useCases.assetAsOf(viewer, file.id, { version: 1 });
      expect(first).toMatchObject({ label: 'volume', version: 1, properties: { threshold: 3 } });
      expect(first?.asOf.tags).toMatchObject([{ name: 'quality', value: 1 }]);
      const at = (time: Date) => hub.useCases.assetAsOf(viewer, file.id, { at: time });
      expect(await at(new Date(createdAt.getTime() - 1))).toBeNull();
      expect(await at(createdAt)).toMatchObject({ label: 'volume', version: 1, asOf: { tags: [] } });
      expect(await at(new Date(changedAt.getTime() - 1))).toEqual(first);
      expect(await at(changedAt)).toMatchObject({ label: 'second', version: 2, asOf: { tags: [{ value: 2 }] } });
      expect(await at(now)).toEqual(await at(changedAt));
      expect(await hub.useCases.assetAsOf(stranger, file.id, { version: 1 })).toBeNull();
      expect(await hub.useCases.assetAsOf(ann, 'strange', { version: 1 })).toBeNull();
      for (const asOf of [{}, { version: 1, at: now }, { version: null, at: null }])
        expect(await failure(hub.useCases.assetAsOf(viewer, file.id, asOf))).toMatchObject({
          code: 'BAD_USER_INPUT',
          details: { field: 'asOf' },
        });
    });

    test('the difference of two versions, both ways, tags too', async () => {
      await hub.useCases.setTag(ann, { assetId: file.id, name: 'quality', value: 1 });
      await give(ann, 1, { properties: { tool: { version: '2' } } });
      await hub.useCases.setTag(ann, { assetId: file.id, name: 'quality', value: 2 });
      const [there, back, hidden] = await hub.useCases.diffsOf(viewer, [
        { asset: file, from: 1, to: 2 },
        { asset: file, from: 2, to: 1 },
        { asset: q.series, from: 1, to: 1 },
      ]);
      expect(there).toEqual({
        from: 1,
        to: 2,
        label: null,
        properties: [{ change: 'CHANGED', path: '/tool/version', old: '1', new: '2' }],
        content: null,
        tags: [{ change: 'CHANGED', name: 'quality', old: 1, new: 2 }],
      });
      expect(back?.tags).toEqual([{ change: 'CHANGED', name: 'quality', old: 2, new: 1 }]);
      expect(hidden).toBeNull();
    });

    test('bytes of old versions stay, for those who may read the asset', async () => {
      const two = await hub.objects.put(Buffer.from('other bytes'));
      const other = asset('DERIVED', 'other', [p.series.id], {
        projectId: p.projectId,
        content: { ...two, mediaType: 'text/csv' },
      });
      await hub.graph.putAssets([other]);
      await give(ann, 1, { label: 'second', content: { sha256: two.sha256, assetId: other.id } });
      const text = async (version?: number) => {
        const { stream, fileName } = await hub.useCases.openContent(viewer, file.id, undefined, version);
        return [fileName, (await buffer(stream)).toString()];
      };
      expect(await text()).toEqual(['second.csv', 'other bytes']);
      expect(await text(2)).toEqual(['second.csv', 'other bytes']);
      expect(await text(1)).toEqual(['volume.txt', 'one']);
      expect(await failure(hub.useCases.describeContent(viewer, file.id, 3))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await failure(hub.useCases.describeContent(stranger, file.id, 1))).toMatchObject({ code: 'NOT_FOUND' });
      // Bytes of an earlier version may come back by their hash alone.
      expect((await give(ann, 2, { content: { sha256: bytes.sha256 } })).asset.content).toEqual({
        ...bytes,
        mediaType: 'text/plain',
      });
    });
  });

  describe('restore', () => {
    const restore = (actor: Actor, version: number) =>
      hub.useCases.restoreVersion(actor, { assetId: file.id, version, reason: 'it was right' });

    test("makes an earlier version's state the newest, tags too, each with the reason", async () => {
      const set = (name: string, value: number) => hub.useCases.setTag(ann, { assetId: file.id, name, value });
      await set('kept', 1);
      await set('changed', 1);
      await give(ann, 1, { label: 'second', properties: { threshold: 4 } });
      await set('changed', 2);
      await set('new', 1);
      hub.audited.length = 0;
      const { asset: restored, version } = await restore(bob, 1);
      expect(restored).toMatchObject({ label: 'volume', version: 3, properties: { threshold: 3 } });
      expect(version).toMatchObject({ number: 3, kind: 'RESTORE', comment: 'it was right', by: 'bob', basedOn: 1 });
      expect(await current()).toEqual(restored);
      expect((await hub.useCases.tagsOf(viewer, [file])).get(file.id)).toMatchObject([
        { name: 'changed', value: 1, setBy: 'bob', reason: 'it was right' },
        { name: 'kept', value: 1, setBy: 'ann', reason: null },
      ]);
      expect(hub.audited.map(({ action, reason, oldValue, newValue }) => [action, reason, oldValue, newValue])).toEqual(
        [
          ['version.restored', 'it was right', { version: 2 }, { version: 3, basedOn: 1 }],
          ['tag.set', 'it was right', { name: 'changed', value: 2 }, { name: 'changed', value: 1 }],
          ['tag.removed', 'it was right', { name: 'new', value: 1 }, null],
        ],
      );
      expect((await hub.useCases.assetAsOf(viewer, file.id, { version: 2 }))?.asOf.tags).toMatchObject([
        { name: 'changed', value: 2 },
        { name: 'kept', value: 1 },
        { name: 'new', value: 1 },
      ]);
      expect(await checkOutNow()).toBeUndefined();
    });

    test('waits for whoever has the asset checked out, and leaves an own check-out', async () => {
      await give(ann, 1, { label: 'second' });
      await take(ann);
      expect(await failure(restore(bob, 1))).toMatchObject({ code: 'CONFLICT', details: { owner: 'ann' } });
      await restore(ann, 1);
      expect(await checkOutNow()).toMatchObject({ owner: 'ann', baseVersion: 3 });
      for (const version of [3, 4, 0, -1, 1e10])
        expect(await failure(restore(ann, version))).toMatchObject({
          code: 'BAD_USER_INPUT',
          details: { field: 'input.version' },
        });
      expect(await failure(restore(viewer, 1))).toMatchObject({ code: 'FORBIDDEN' });
    });
  });
});
