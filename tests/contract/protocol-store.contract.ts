import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../core/ids.ts';
import type { ContactStore, ProtocolMessage } from '../../core/ports/contact-store.ts';
import type { ProtocolReport, ProtocolStore } from '../../core/ports/protocol-store.ts';

export interface ProtocolStoreHarness {
  readonly protocols: ProtocolStore;
  readonly contacts: ContactStore;
  /** A project with a pool. */
  readonly projectId: string;
  readonly poolId: string;
  readonly accountId: string;
}

export function protocolStoreContract(name: string, makeHarness: () => Promise<ProtocolStoreHarness>): void {
  describe(`ProtocolStore and ContactStore on ${name}`, () => {
    let harness: ProtocolStoreHarness;
    let protocols: ProtocolStore;
    beforeEach(async () => {
      harness = await makeHarness();
      ({ protocols } = harness);
    });

    const add = (version: number, tagNames: readonly string[]) =>
      protocols.addProtocol({
        ...{
          projectId: harness.projectId,
          version,
          text: 'name: x',
          document: { name: 'x' },
          tagNames,
          createdBy: 'ann',
        },
      });
    type NewReport = Omit<ProtocolReport, 'sequence' | 'madeAt'>;
    const report = (examId: string, over: Partial<NewReport> = {}): NewReport => ({
      id: newId(),
      projectId: harness.projectId,
      examId,
      poolId: harness.poolId,
      protocolVersion: 1,
      state: 'INCOMPLETE',
      timePoint: null,
      day: null,
      rules: [{ rule: 'T1', required: true, outcome: 'MISSING', expected: 'at least 1', series: [], tooMany: 0 }],
      accepted: [],
      extra: [newId()],
      seriesIds: [newId(), newId()],
      cause: 'COMPLETED',
      causedBy: 'service:protocol',
      ...over,
    });

    test('adds versions, finds the newest, and knows which tags the newest asks for', async () => {
      await add(1, ['seriesType', 'old']);
      await add(2, ['seriesType']);
      expect(await protocols.findProtocol(harness.projectId, null)).toMatchObject({
        version: 2,
        document: { name: 'x' },
      });
      expect(await protocols.findProtocol(harness.projectId, 1)).toMatchObject({ tagNames: ['seriesType', 'old'] });
      expect(await protocols.findProtocol(newId(), null)).toBeNull();
      const page = await protocols.versionsOf(harness.projectId, { first: 1, after: null });
      expect(page).toMatchObject({ items: [{ version: 2 }], hasNextPage: true, totalCount: 2 });
      expect((await protocols.versionsOf(harness.projectId, { first: 1, after: 2 })).items).toMatchObject([
        { version: 1 },
      ]);
      expect(await protocols.asksForTags(['seriesType', 'other'])).toBe(true);
      expect(await protocols.asksForTags(['old'])).toBe(false);
    });

    test('keeps the history of reports, of which one is the newest', async () => {
      const [one, other] = [newId(), newId()];
      const first = report(one);
      await protocols.addReport(first);
      const second = await protocols.addReport(
        report(one, { state: 'COMPLETE', rules: [], timePoint: 'baseline', day: 3 }),
      );
      await protocols.addReport(report(other));
      expect((await protocols.newestReports([one, newId()])).get(one)).toEqual(second);
      expect((await protocols.getReports([first.id])).get(first.id)).toMatchObject(first);
      const history = await protocols.historyOf(one, { first: 10, after: null });
      expect(history.items.map(({ state }) => state)).toEqual(['COMPLETE', 'INCOMPLETE']);
      const page = await protocols.reportsOf(harness.projectId, 'INCOMPLETE', { first: 10, after: null });
      expect(page).toMatchObject({ items: [{ examId: other }], totalCount: 1, hasNextPage: false });
      const all = await protocols.reportsOf(harness.projectId, null, { first: 1, after: null });
      expect(all).toMatchObject({ items: [{ examId: other }], totalCount: 2, hasNextPage: true });
      const rest = await protocols.reportsOf(harness.projectId, null, { first: 1, after: all.items[0]?.sequence ?? 0 });
      expect(rest.items).toMatchObject([{ examId: one }]);
    });

    test('counts by pool how exams stand and which rules they do not keep', async () => {
      await protocols.addReport(report(newId()));
      await protocols.addReport(report(newId(), { poolId: null, state: 'COMPLETE', rules: [] }));
      expect(await protocols.summaryOf(harness.projectId)).toEqual([
        {
          poolId: harness.poolId,
          states: { COMPLETE: 0, INCOMPLETE: 1, DEVIATES: 0 },
          rules: [{ rule: 'T1', missing: 1, deviates: 0 }],
        },
        { poolId: null, states: { COMPLETE: 1, INCOMPLETE: 0, DEVIATES: 0 }, rules: [] },
      ]);
    });

    test('remembers what was told when an exam comes completely again', async () => {
      const { projectId, poolId } = harness;
      const examId = newId();
      await protocols.putCompletion({ examId, projectId, poolId, imageSet: 'a' });
      await protocols.putTold(examId, 'INCOMPLETE');
      await protocols.putCompletion({ examId, projectId, poolId, imageSet: 'b' });
      expect((await protocols.completionsOf([examId])).get(examId)).toEqual({
        ...{ examId, projectId, poolId, imageSet: 'b', toldState: 'INCOMPLETE' },
      });
    });

    test('keeps what was accepted, the last word of each', async () => {
      const examId = newId();
      const accept = (reason: string) => ({
        rule: 'T1',
        digest: 'd',
        acceptedBy: 'ann',
        acceptedAt: new Date(0),
        reason,
      });
      await protocols.putAcceptances(examId, [accept('once')]);
      await protocols.putAcceptances(examId, [accept('again')]);
      expect(await protocols.acceptancesOf(examId)).toEqual([accept('again')]);
    });

    test('keeps contacts in order, and messages with their end', async () => {
      const { contacts, poolId, projectId, accountId } = harness;
      const nurse = { name: 'Nurse', email: 'nurse@north.example', accountId: null };
      const ann = { name: 'Ann', email: null, accountId };
      await contacts.putContacts(poolId, [ann]);
      await contacts.putContacts(poolId, [nurse, ann]);
      expect((await contacts.contactsOf([poolId])).get(poolId)).toEqual([nurse, ann]);
      const base = {
        projectId,
        poolId,
        examId: newId(),
        reportId: newId(),
        examState: 'INCOMPLETE' as const,
        reason: null,
      };
      const waiting: Omit<ProtocolMessage, 'sequence' | 'madeAt' | 'endedAt'> = {
        ...{ ...base, id: newId(), contact: nurse, status: 'WAITING' },
      };
      await contacts.addMessages([waiting, { ...base, id: newId(), contact: ann, status: 'SENT' }]);
      await contacts.addMessages([waiting]);
      expect(await contacts.lockMessage(waiting.id)).toMatchObject({ ...waiting, endedAt: null });
      await contacts.putStatus(waiting.id, 'REFUSED', '550 no such user');
      const refused = await contacts.messagesOf(projectId, 'REFUSED', { first: 10, after: null });
      expect(refused.items).toMatchObject([
        { id: waiting.id, reason: '550 no such user', endedAt: expect.any(Date) as Date },
      ]);
      expect(await contacts.messagesOf(projectId, null, { first: 1, after: null })).toMatchObject({
        ...{ items: [{ contact: ann }], totalCount: 2, hasNextPage: true },
      });
      expect(await contacts.lockMessage(newId())).toBeNull();
    });
  });
}
