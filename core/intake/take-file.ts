import { HubError } from '../errors.ts';
import { nameId } from '../ids.ts';
import { sha256 } from '../json.ts';
import type { LookedAt } from '../ports/image-work.ts';
import type { Known } from '../ports/intake-store.ts';
import type { FreshOriginals } from './fresh-originals.ts';
import { inlineImageWork, originalName } from './image-work.ts';
import type { Inspection } from './inspect.ts';
import type { Ingestion, ReceivedState } from './intake.ts';
import { deidentifyJob, type IntakePorts } from './ports.ts';
import { defaultRefusedKeptDays, purgeLater } from './refused-files.ts';
import { seal } from './seal.ts';
import { holdSealed, type HeldBytes } from './sealed-bytes.ts';
import { sharedBytes } from './shared-bytes.ts';
import { together } from '../together.ts';
import { reasons, type Outcome, type Reception } from './receptions.ts';

/** A file that has come. */
export interface Arrival {
  readonly bytes: Uint8Array;
  /** As its sender named it; null: by its SOP Instance UID. */
  readonly fileName: string | null;
  /** What is wrong with how it was sent, whatever its bytes; null when nothing is. */
  readonly wrong: (inspection: Inspection) => string | null;
}

/** How long a batch is open at least; longer for the next ones of an ingestion in which files keep coming. */
const gatherMs = { first: 200, next: 1000 };
/** An ingestion in which nothing came for so long begins anew. */
const pauseMs = 5000;
/** Ingestions whose jobs are remembered. */
const mostBatches = 1000;

/** Decides, and writes down, what becomes of a file. What is asked of the database goes together with what others ask. */
export function createTaking(ports: IntakePorts, fresh: FreshOriginals) {
  const { intake, objects, jobs, secrets, transactor, work = inlineImageWork } = ports;
  const { refusedKeptDays = defaultRefusedKeptDays } = ports;
  /** Files on their way to one of the two questions to the database. */
  const coming = { meet: 0, admit: 0 };
  const meet = together((files: Parameters<typeof intake.meet>[0]) => intake.meet(files), {
    coming: () => coming.meet,
  });
  const admit = together(
    async (files: Parameters<typeof intake.admit>[0]) => {
      const batches = await admitAll(files);
      return files.map(({ id }) => batches.has(id));
    },
    { coming: () => coming.admit },
  );
  /** The last batch of each ingestion whose job is in the ledger: a file that gets into it while it is open is among that job's. */
  const queued = new Map<string, { readonly batch: number; readonly at: number }>();

  async function onTheWay<T>(to: keyof typeof coming, work: () => Promise<T>): Promise<T> {
    coming[to] += 1;
    try {
      return await work();
    } finally {
      coming[to] -= 1;
    }
  }

  async function admitAll(files: Parameters<typeof intake.admit>[0]): Promise<ReadonlyMap<string, number>> {
    const admitted = await transactor.transact(async () => {
      const batches = await intake.admit(files);
      // One job for all files that come before a worker gets to it.
      const wanted = new Map(
        files.flatMap(({ id, ingestionId }) => {
          const batch = batches.get(id);
          return batch === undefined || queued.get(ingestionId)?.batch === batch ? [] : [[ingestionId, batch] as const];
        }),
      );
      await jobs.enqueue(
        [...wanted].map(([ingestionId, batch]) => ({
          ...deidentifyJob(ingestionId, batch),
          // What costs as much for one file as for many is done for all that come meanwhile.
          runAfter: new Date(Date.now() + gatherOf(ingestionId)),
        })),
      );
      return { batches, wanted };
    });
    for (const [ingestionId, batch] of admitted.wanted) {
      if (queued.size >= mostBatches) queued.clear();
      queued.set(ingestionId, { batch, at: Date.now() });
    }
    return admitted.batches;
  }

  function gatherOf(ingestionId: string): number {
    const last = queued.get(ingestionId);
    return last === undefined || Date.now() - last.at > pauseMs ? gatherMs.first : gatherMs.next;
  }

  /** The bytes of a file that is refused are kept with its reason, sealed under its id, until somebody looks at them or their time is over. */
  async function refuse(
    ingestion: Ingestion,
    file: {
      readonly id: string;
      readonly fileName: string;
      readonly sizeBytes: number;
      readonly contentSha256: string;
    },
    reason: string,
    held: HeldBytes,
    isNoted: boolean,
  ): Promise<void> {
    const { id: ingestionId, poolId, projectId } = ingestion;
    // Of a traced one the note is still to be made: a refused file's bytes are taken up by their note.
    const noted = isNoted && !held.isTraced;
    const keeps = refusedKeptDays > 0 && file.sizeBytes > 0 && (noted || (await intake.noteArriving(held.sha256)));
    if (keeps) await held.keep();
    else if (noted) await intake.forgetArriving([held.sha256]);
    const originalObject = keeps ? held.sha256 : null;
    await transactor.transact(async () => {
      await intake.turnAway({ ...file, ingestionId, poolId, projectId, state: 'REFUSED', reason, originalObject });
      if (keeps) await jobs.enqueue([purgeLater(refusedKeptDays)]);
    });
    held.settle();
  }

  return async (ingestion: Ingestion, arrival: Arrival): Promise<Reception> => {
    const sealKey = await secrets.key('intake');
    const bytes = sharedBytes([arrival.bytes]);
    const stageAt = objects.staging?.newPath() ?? null;
    const { id: ingestionId } = ingestion;
    const looking = onTheWay('meet', () =>
      work.lookAt({ bytes, sealKey, ingestionId, fileName: arrival.fileName, stageAt }),
    );
    const seen = await looking.catch(async (error: unknown) => {
      if (stageAt !== null) await objects.staging?.discard([stageAt]);
      throw error;
    });
    await using held = holdSealed(ports, seen.sealed, seen.sealedSha256);
    return await decide(ingestion, { ...arrival, bytes }, seen, held, sealKey);
  };

  async function decide(
    ingestion: Ingestion,
    { bytes, wrong }: Arrival,
    seen: LookedAt,
    held: HeldBytes,
    sealKey: Uint8Array,
  ): Promise<Reception> {
    const { id: ingestionId, poolId, projectId } = ingestion;
    const { id, inspection, contentSha256, sealedSha256: originalObject } = seen;
    const file = { id, fileName: seen.fileName, sizeBytes: bytes.length, contentSha256 };
    const instance = inspection.ok ? inspection : null;
    const answer = (outcome: Outcome, reason: string | null, fileId = id): Reception => ({
      fileId,
      outcome,
      reason,
      instance,
    });
    /** Our sealed bytes, when they were stored for nothing; their address is this file's alone. */
    let stored = false;
    const deleteStored = async (): Promise<void> => {
      if (!stored) return;
      await objects.delete(originalObject);
      await intake.forgetArriving([originalObject]);
      held.settle();
    };
    // Under an id of its own: the same bytes are taken once they are sent rightly, or what they are in conflict with is gone.
    const refuseForNow = async (reason: string): Promise<Reception> => {
      const ownId = nameId('received-file', ingestionId, file.fileName, contentSha256, reason);
      const again = seal(sealKey, originalName(ownId), bytes, contentSha256);
      await refuse(ingestion, { ...file, id: ownId }, reason, holdSealed(ports, again, sha256(again)), false);
      return answer('REFUSED', reason, ownId);
    };
    const trouble = wrong(inspection);
    if (trouble !== null) return refuseForNow(trouble);

    for (let attempt = 0; attempt < 3; attempt++) {
      const sopInstanceUID = instance?.sopInstanceUID ?? null;
      const { isNoted, ...known } = await meet({
        ...file,
        poolId,
        projectId,
        sopInstanceUID,
        originalObject,
        isTraced: held.isTraced,
      });
      if (known.before) {
        // Any other state leads to these bytes, or did: a refused file's are kept.
        if (known.before.state === 'DUPLICATE') await deleteStored();
        else held.settle();
        return answer(...outcomeOf(known.before));
      }
      if (!inspection.ok) {
        // What came before under another name, and was refused, is refused again.
        await refuse(ingestion, file, inspection.reason, held, isNoted);
        return answer('REFUSED', inspection.reason);
      }
      if (known.sameContent !== null) {
        const reason = duplicateReasons[known.sameContent] ?? reasons.sameBytes;
        await intake.turnAway({
          ...file,
          ingestionId,
          poolId,
          projectId,
          state: 'DUPLICATE',
          reason,
          originalObject: null,
        });
        await deleteStored();
        return answer('DUPLICATE', reason);
      }
      if (known.conflict) {
        const reception = await refuseForNow(reasons.conflict);
        await deleteStored();
        return reception;
      }
      if (!isNoted) {
        throw new HubError('UNAVAILABLE', 'what an earlier sending of this file left is being deleted; send it again');
      }
      await onTheWay('admit', () => held.keep());
      stored = true;
      fresh.put(id, bytes);
      if (
        await admit({
          ...file,
          ingestionId,
          poolId,
          projectId,
          sopInstanceUID: inspection.sopInstanceUID,
          originalObject,
          isTraced: held.isTraced,
          isUpdate: known.isUpdate,
        })
      ) {
        held.settle();
        return answer('RECEIVED', null);
      }
      fresh.take(id);
      // Another file of this SOP Instance UID came in at the same moment: look again at what the pool has now.
    }
    throw new HubError('UNAVAILABLE', 'the same image arrives from several senders at once; send it again');
  }
}

/** Why the same bytes again change nothing, by what became of them. */
const duplicateReasons: Partial<Record<ReceivedState, string>> = {
  REJECTED: reasons.rejectedBefore,
  REPLACED: reasons.replacedBefore,
};

/** What a sender hears of a file that came before. */
function outcomeOf({ state, reason }: NonNullable<Known['before']>): [Outcome, string | null] {
  const decided = duplicateReasons[state];
  if (decided !== undefined) return ['DUPLICATE', decided];
  return state === 'REFUSED' || state === 'DUPLICATE' ? [state, reason] : ['RECEIVED', null];
}
