import { badInput, HubError, notFound } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import { sha256 } from '../json.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import { inspect, type Inspection } from './inspect.ts';
import type { Known } from '../ports/intake-store.ts';
import type { Ingestion, Pool } from './intake.ts';
import { isPoolName } from './pools.ts';
import { jobAttempts, type IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { seal } from './seal.ts';

/** Why the door turned a file away, where it isn't the file's own content. */
export const reasons = {
  sameBytes: 'the same bytes came to this pool before',
  rejectedBefore: 'the same bytes came before, and a reviewer rejected them',
  conflict: 'conflict: the project has other content under this SOP Instance UID',
  withdrawn: 'consent was withdrawn for the subject, or for the study, series or image that it is of',
  otherStudy: 'of another study than the request names',
  otherObject: 'of another SOP Class or Instance UID than the sender said',
  tooLarge: (maxBytes: number) => `larger than the limit of ${String(maxBytes)} bytes`,
} as const;

type Outcome = 'RECEIVED' | 'DUPLICATE' | 'REFUSED';

/** What became of a file at the door. */
export interface Reception {
  readonly fileId: string;
  /** RECEIVED also for a file sent again that has gone further in the meantime. */
  readonly outcome: Outcome;
  /** Why it was refused, or is a duplicate; null otherwise. */
  readonly reason: string | null;
  /** UIDs as sent; null when they could not be read. */
  readonly instance: Extract<Inspection, { ok: true }> | null;
}

export const defaultMaxFileBytes = 512 * 1024 * 1024;
const maxNameLength = 1024;

interface Arrival {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
  readonly inspection: Inspection;
  /** What is wrong with how it was sent, whatever its bytes; null when nothing is. */
  readonly wrong: string | null;
}

/** The name under which a file's original is sealed. */
export const originalName = (fileId: string): string => `original:${fileId}`;

/** Receiving: a file is acknowledged once its bytes (sealed) and its row and job are durable. */
export function createReceiving(ports: IntakePorts, progress: Progress) {
  const { intake, objects, jobs, secrets, transactor, audit } = ports;
  const { maxFileBytes = defaultMaxFileBytes } = ports;

  async function open(actor: Actor, pool: Pool, id: string, startedBy = actorName(actor)): Promise<Ingestion> {
    return transactor.transact(async () => {
      const known = (await intake.getIngestions([id])).has(id);
      const ingestion = await intake.putIngestion({
        id,
        poolId: pool.id,
        projectId: pool.projectId,
        startedBy,
      });
      if (!known) {
        await audit.append({
          actor: actorName(actor),
          action: 'ingestion.started',
          target: `ingestion:${id}`,
          projectId: pool.projectId,
          reason: null,
          oldValue: null,
          newValue: { poolId: pool.id },
        });
      }
      return ingestion;
    });
  }

  async function poolOf(projectId: string, name: string): Promise<Pool> {
    const pool = isPoolName(name) ? await intake.findPool(projectId, name) : null;
    if (pool === null) throw notFound('pool');
    return pool;
  }

  /** Decides, and writes down, what becomes of a file. */
  async function take(ingestion: Ingestion, arrival: Arrival): Promise<Reception> {
    const { id: ingestionId, poolId, projectId } = ingestion;
    const { fileName, sizeBytes, bytes } = arrival;
    const contentSha256 = sha256(bytes);
    // The same name and bytes again are the same file: a sender that lost our answer may simply send it again.
    const id = nameId('received-file', ingestionId, fileName, contentSha256);
    const file = { id, ingestionId, poolId, projectId, fileName, sizeBytes, contentSha256 };
    const { inspection, wrong } = arrival;
    const instance = inspection.ok ? inspection : null;
    /** Our sealed bytes, when they were stored for nothing; their address is this file's alone. */
    let stored: string | null = null;
    const answer = async (outcome: Outcome, reason: string | null, fileId = id): Promise<Reception> => {
      if (stored !== null && outcome !== 'RECEIVED') {
        await objects.delete(stored);
        await intake.forgetArriving([stored]);
      }
      return { fileId, outcome, reason, instance };
    };
    const turnAway = async (state: 'DUPLICATE' | 'REFUSED', reason: string, fileId = id): Promise<Reception> => {
      await intake.turnAway({ ...file, id: fileId, state, reason });
      return answer(state, reason, fileId);
    };
    // Under an id of its own: the same bytes are taken once they are sent rightly, or what they are in conflict with is gone.
    const refuseForNow = (reason: string): Promise<Reception> =>
      turnAway('REFUSED', reason, nameId('received-file', ingestionId, fileName, contentSha256, reason));
    if (wrong !== null) return refuseForNow(wrong);

    for (let attempt = 0; attempt < 3; attempt++) {
      const known = await intake.known(file, instance?.sopInstanceUID ?? null);
      if (known.before) return answer(...outcomeOf(known.before));
      if (!inspection.ok) return turnAway('REFUSED', inspection.reason);
      const { sopInstanceUID } = inspection;
      if (known.sameContent === 'REJECTED') return turnAway('DUPLICATE', reasons.rejectedBefore);
      if (known.sameContent !== null) return turnAway('DUPLICATE', reasons.sameBytes);
      if (known.conflict) return refuseForNow(reasons.conflict);

      const sealed = seal(await secrets.key('intake'), originalName(id), bytes);
      const originalObject = sha256(sealed);
      if (!(await intake.noteArriving(originalObject))) {
        throw new HubError('UNAVAILABLE', 'what an earlier sending of this file left is being deleted; send it again');
      }
      await objects.put(sealed);
      const admitted = await transactor.transact(async () => {
        const batch = await intake.admit({ ...file, sopInstanceUID, originalObject });
        if (batch === null) return false;
        // One job for all files that come before a worker gets to it.
        const key = `deidentify:${ingestionId}:${String(batch)}`;
        const attempts = jobAttempts.deidentify;
        await jobs.enqueue([{ queue: 'deidentify', key, payload: { ingestionId, batch }, attempts }]);
        return true;
      });
      if (admitted) return answer('RECEIVED', null);
      stored = originalObject;
      // Another file of this SOP Instance UID came in at the same moment: look again at what the pool has now.
    }
    throw new HubError('UNAVAILABLE', 'the same image arrives from several senders at once; send it again');
  }

  /** Notes a file that was refused before all of it was read. */
  async function refuseUnread(
    ingestion: Ingestion,
    fileName: string,
    sizeBytes: number,
    reason = reasons.tooLarge(maxFileBytes),
  ): Promise<Reception> {
    const { id: ingestionId, poolId, projectId } = ingestion;
    const id = nameId('received-file', ingestionId, fileName, reason);
    await intake.turnAway({
      id,
      ingestionId,
      poolId,
      projectId,
      fileName,
      sizeBytes,
      contentSha256: null,
      state: 'REFUSED',
      reason,
    });
    return { fileId: id, outcome: 'REFUSED', reason, instance: null };
  }

  async function ingestionFor(actor: Actor, ingestionId: string): Promise<Ingestion> {
    requireSignedIn(actor);
    const ingestion = isId(ingestionId) ? (await intake.getIngestions([ingestionId])).get(ingestionId) : undefined;
    if (!ingestion || !may(actor, 'project.read', ingestion.projectId)) throw notFound('ingestion');
    authorize(actor, 'intake.submit', ingestion.projectId);
    return ingestion;
  }

  return {
    /** Opens an ingestion to send files to. @throws NOT_FOUND, FORBIDDEN */
    async startIngestion(actor: Actor, projectId: string, poolName: string): Promise<Ingestion> {
      authorize(actor, 'intake.submit', projectId);
      return open(actor, await poolOf(projectId, poolName), newId());
    },

    /**
     * What became of a file. Sending the same name and bytes again into an ingestion answers the same file.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT; a file that isn't taken in is no error but an outcome
     */
    async receiveFile(
      actor: Actor,
      ingestionId: string,
      fileName: string,
      source: AsyncIterable<Uint8Array>,
    ): Promise<Reception> {
      const ingestion = await ingestionFor(actor, ingestionId);
      if (fileName.length === 0 || fileName.length > maxNameLength || fileName.includes('\0')) {
        // The name is not repeated: it may hold a patient's.
        throw badInput('name', `a file name of 1 to ${String(maxNameLength)} characters`, 'something else');
      }
      const { bytes, size } = await collect(source, maxFileBytes);
      const reception =
        bytes === null
          ? await refuseUnread(ingestion, fileName, size)
          : await take(ingestion, { fileName, sizeBytes: size, bytes, inspection: inspect(bytes), wrong: null });
      progress.soon(ingestion.id);
      return reception;
    },

    /**
     * What became of an instance that came without a name (it gets its SOP Instance UID's). One of another study than
     * `studyInstanceUID` (when not null) is refused, as is another object than `sent` (where the sender said which).
     * @throws NOT_FOUND, FORBIDDEN
     */
    async receiveInstance(
      actor: Actor,
      ingestionId: string,
      bytes: Uint8Array,
      studyInstanceUID: string | null,
      sent?: { readonly sopClassUID: string; readonly sopInstanceUID: string },
    ): Promise<Reception> {
      const ingestion = await ingestionFor(actor, ingestionId);
      const found = inspect(bytes);
      const otherStudy = found.ok && studyInstanceUID !== null && found.studyInstanceUID !== studyInstanceUID;
      const otherObject =
        found.ok &&
        sent !== undefined &&
        (found.sopClassUID !== sent.sopClassUID || found.sopInstanceUID !== sent.sopInstanceUID);
      const wrong = otherStudy ? reasons.otherStudy : otherObject ? reasons.otherObject : null;
      const fileName = found.ok ? `${found.sopInstanceUID}.dcm` : 'unreadable instance';
      const reception = await take(ingestion, { fileName, sizeBytes: bytes.length, bytes, inspection: found, wrong });
      progress.soon(ingestion.id);
      return reception;
    },

    /**
     * The ingestion of what a sender stores (STOW-RS) in a pool: one for each pool, sender and day (UTC), so that a study
     * sent in many requests is one ingestion, and an instance sent again is the same file.
     * @throws NOT_FOUND, FORBIDDEN
     */
    async openStow(actor: Actor, project: string, poolName: string): Promise<Ingestion> {
      requireSignedIn(actor);
      const projectId = isId(project) ? project : await ports.projects.idOf(project);
      if (projectId === null) throw notFound('project');
      authorize(actor, 'intake.submit', projectId);
      const pool = await poolOf(projectId, poolName);
      return open(actor, pool, nameId('stow-ingestion', pool.id, actorName(actor), today()));
    },

    /**
     * The ingestion of what a sender stores by DIMSE in a pool: one for each pool, sender and day (UTC), as with `openStow`. Many archives open
     * an association for each object; so a study of theirs is one ingestion all the same.
     */
    openSending: (actor: Actor, pool: Pool, sender: string): Promise<Ingestion> =>
      open(actor, pool, nameId('dimse-ingestion', pool.id, sender, today()), `dimse:${sender}`),

    /** The ingestion, for one who may send to it. @throws NOT_FOUND, FORBIDDEN */
    submittable: ingestionFor,

    /** Notes a file that is refused for another reason than its content. */
    async refuseNamed(ingestion: Ingestion, fileName: string, sizeBytes: number, reason: string): Promise<Reception> {
      const reception = await refuseUnread(ingestion, fileName, sizeBytes, reason);
      progress.soon(ingestion.id);
      return reception;
    },

    /** Notes an object that is larger than the door takes, and of which nothing was kept. */
    async refuseInstance(ingestion: Ingestion, sopInstanceUID: string, sizeBytes: number): Promise<void> {
      await refuseUnread(ingestion, `${sopInstanceUID}.dcm`, sizeBytes);
      progress.soon(ingestion.id);
    },
  };
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** What a sender hears of a file that came before. */
function outcomeOf({ state, reason }: NonNullable<Known['before']>): [Outcome, string | null] {
  if (state === 'REJECTED') return ['DUPLICATE', reasons.rejectedBefore];
  return state === 'REFUSED' || state === 'DUPLICATE' ? [state, reason] : ['RECEIVED', null];
}

/** The bytes, or null (and how many came until then) when there are more than `max`. */
export async function collect(
  source: AsyncIterable<Uint8Array>,
  max: number,
): Promise<{ bytes: Uint8Array | null; size: number }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > max) return { bytes: null, size };
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), size };
}
