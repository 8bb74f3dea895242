import { HubError } from '../errors.ts';
import { nameId } from '../ids.ts';
import { sha256 } from '../json.ts';
import type { LookedAt } from '../ports/image-work.ts';
import type { Known } from '../ports/intake-store.ts';
import type { FreshOriginals } from './fresh-originals.ts';
import { inlineImageWork, originalName } from './image-work.ts';
import type { Inspection } from './inspect.ts';
import type { Ingestion } from './intake.ts';
import { deidentifyJob, type IntakePorts } from './ports.ts';
import { defaultRefusedKeptDays, purgeLater } from './refused-files.ts';
import { seal } from './seal.ts';
import { together } from './together.ts';
import { reasons, type Outcome, type Reception } from './receptions.ts';

/** A file that has come. */
export interface Arrival {
  readonly bytes: Uint8Array;
  /** As its sender named it; null: by its SOP Instance UID. */
  readonly fileName: string | null;
  /** What is wrong with how it was sent, whatever its bytes; null when nothing is. */
  readonly wrong: (inspection: Inspection) => string | null;
}

/** How long a batch is open at least. */
const gatherMs = 200;
/** Ingestions whose jobs are remembered. */
const mostBatches = 1000;

/** Decides, and writes down, what becomes of a file. What is asked of the database goes together with what others ask. */
export function createTaking(ports: IntakePorts, fresh: FreshOriginals) {
  const { intake, objects, jobs, secrets, transactor, work = inlineImageWork } = ports;
  const { refusedKeptDays = defaultRefusedKeptDays } = ports;
  const meet = together((files: Parameters<typeof intake.meet>[0]) => intake.meet(files));
  const admit = together(async (files: Parameters<typeof intake.admit>[0]) => {
    const batches = await admitAll(files);
    return files.map(({ id }) => batches.has(id));
  });
  /** The last batch of each ingestion whose job is in the ledger: a file that gets into it while it is open is among that job's. */
  const queued = new Map<string, number>();

  async function admitAll(files: Parameters<typeof intake.admit>[0]): Promise<ReadonlyMap<string, number>> {
    const admitted = await transactor.transact(async () => {
      const batches = await intake.admit(files);
      // One job for all files that come before a worker gets to it.
      const wanted = new Map(
        files.flatMap(({ id, ingestionId }) => {
          const batch = batches.get(id);
          return batch === undefined || queued.get(ingestionId) === batch ? [] : [[ingestionId, batch] as const];
        }),
      );
      await jobs.enqueue(
        [...wanted].map(([ingestionId, batch]) => ({
          ...deidentifyJob(ingestionId, batch),
          // What costs as much for one file as for many is done for all that come meanwhile.
          runAfter: new Date(Date.now() + gatherMs),
        })),
      );
      return { batches, wanted };
    });
    for (const [ingestionId, batch] of admitted.wanted) {
      if (queued.size >= mostBatches) queued.clear();
      queued.set(ingestionId, batch);
    }
    return admitted.batches;
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
    sealed: Uint8Array,
    sealedSha256: string,
    isNoted: boolean,
  ): Promise<void> {
    const { id: ingestionId, poolId, projectId } = ingestion;
    const keeps = refusedKeptDays > 0 && file.sizeBytes > 0 && (isNoted || (await intake.noteArriving(sealedSha256)));
    if (keeps) await objects.put(sealed, sealedSha256);
    else if (isNoted) await intake.forgetArriving([sealedSha256]);
    const originalObject = keeps ? sealedSha256 : null;
    await transactor.transact(async () => {
      await intake.turnAway({ ...file, ingestionId, poolId, projectId, state: 'REFUSED', reason, originalObject });
      if (keeps) await jobs.enqueue([purgeLater(refusedKeptDays)]);
    });
  }

  return async (ingestion: Ingestion, { bytes, fileName, wrong }: Arrival): Promise<Reception> => {
    const { id: ingestionId, poolId, projectId } = ingestion;
    const sealKey = await secrets.key('intake');
    const seen = await work.lookAt({ bytes, sealKey, ingestionId, fileName });
    const { id, inspection, contentSha256, sealed, sealedSha256: originalObject } = seen;
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
    };
    // Under an id of its own: the same bytes are taken once they are sent rightly, or what they are in conflict with is gone.
    const refuseForNow = async (reason: string): Promise<Reception> => {
      const ownId = nameId('received-file', ingestionId, file.fileName, contentSha256, reason);
      const again = sealedAs(ownId, seen, sealKey, bytes);
      await refuse(ingestion, { ...file, id: ownId }, reason, again.sealed, again.sealedSha256, false);
      return answer('REFUSED', reason, ownId);
    };
    const trouble = wrong(inspection);
    if (trouble !== null) return refuseForNow(trouble);

    for (let attempt = 0; attempt < 3; attempt++) {
      const sopInstanceUID = instance?.sopInstanceUID ?? null;
      const { isNoted, ...known } = await meet({ ...file, poolId, projectId, sopInstanceUID, originalObject });
      if (known.before) {
        // Any other state leads to these bytes, or did: a refused file's are kept.
        if (known.before.state === 'DUPLICATE') await deleteStored();
        return answer(...outcomeOf(known.before));
      }
      if (!inspection.ok) {
        // What came before under another name, and was refused, is refused again.
        await refuse(ingestion, file, inspection.reason, sealed, originalObject, isNoted);
        return answer('REFUSED', inspection.reason);
      }
      if (known.sameContent !== null) {
        const reason = known.sameContent === 'REJECTED' ? reasons.rejectedBefore : reasons.sameBytes;
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
      await objects.put(sealed, originalObject);
      fresh.put(id, bytes);
      if (
        await admit({
          ...file,
          ingestionId,
          poolId,
          projectId,
          sopInstanceUID: inspection.sopInstanceUID,
          originalObject,
        })
      )
        return answer('RECEIVED', null);
      fresh.take(id);
      stored = true;
      // Another file of this SOP Instance UID came in at the same moment: look again at what the pool has now.
    }
    throw new HubError('UNAVAILABLE', 'the same image arrives from several senders at once; send it again');
  };
}

function sealedAs(id: string, { contentSha256 }: LookedAt, sealKey: Uint8Array, bytes: Uint8Array) {
  const sealed = seal(sealKey, originalName(id), bytes, contentSha256);
  return { sealed, sealedSha256: sha256(sealed) };
}

/** What a sender hears of a file that came before. */
function outcomeOf({ state, reason }: NonNullable<Known['before']>): [Outcome, string | null] {
  if (state === 'REJECTED') return ['DUPLICATE', reasons.rejectedBefore];
  return state === 'REFUSED' || state === 'DUPLICATE' ? [state, reason] : ['RECEIVED', null];
}
