import { badInput, notFound } from '../errors.ts';
import { isId, nameId, newId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import { FreshOriginals } from './fresh-originals.ts';
import type { Ingestion, Pool } from './intake.ts';
import { isPoolName } from './pools.ts';
import type { IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { reasons, type Reception } from './receptions.ts';
import { createTaking } from './take-file.ts';

export { originalName } from './image-work.ts';
export { reasons, type Reception } from './receptions.ts';

export const defaultMaxFileBytes = 512 * 1024 * 1024;
const maxNameLength = 1024;
const mostOpened = 1000;

/** Receiving: a file is acknowledged once its bytes (sealed) and its row and job are durable. */
export function createReceiving(ports: IntakePorts, progress: Progress, fresh = new FreshOriginals()) {
  const { intake, transactor, audit } = ports;
  const { maxFileBytes = defaultMaxFileBytes } = ports;
  const take = createTaking(ports, fresh);

  /** Ingestions that this process has opened or found: a row of one never changes but for its batch, which is not kept here. */
  const opened = new Map<string, Ingestion>();
  const remember = (ingestion: Ingestion): Ingestion => {
    if (opened.size >= mostOpened) opened.clear();
    opened.set(ingestion.id, ingestion);
    return ingestion;
  };

  async function open(actor: Actor, pool: Pool, id: string, startedBy = actorName(actor)): Promise<Ingestion> {
    const before = opened.get(id);
    if (before) return before;
    const ingestion = await put(actor, pool, id, startedBy);
    return remember(ingestion);
  }

  function put(actor: Actor, pool: Pool, id: string, startedBy: string): Promise<Ingestion> {
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
      originalObject: null,
    });
    return { fileId: id, outcome: 'REFUSED', reason, instance: null };
  }

  async function ingestionFor(actor: Actor, ingestionId: string): Promise<Ingestion> {
    requireSignedIn(actor);
    const known = opened.get(ingestionId);
    const ingestion =
      known ?? (isId(ingestionId) ? (await intake.getIngestions([ingestionId])).get(ingestionId) : undefined);
    if (!ingestion || !may(actor, 'project.read', ingestion.projectId)) throw notFound('ingestion');
    authorize(actor, 'intake.submit', ingestion.projectId);
    return known ?? remember(ingestion);
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
          : await take(ingestion, { fileName, bytes, wrong: () => null });
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
      const reception = await take(ingestion, {
        bytes,
        fileName: null,
        wrong: (found) => {
          if (!found.ok) return null;
          if (studyInstanceUID !== null && found.studyInstanceUID !== studyInstanceUID) return reasons.otherStudy;
          const isOther =
            sent !== undefined &&
            (found.sopClassUID !== sent.sopClassUID || found.sopInstanceUID !== sent.sopInstanceUID);
          return isOther ? reasons.otherObject : null;
        },
      });
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
  const [first = new Uint8Array()] = chunks;
  return { bytes: chunks.length > 1 ? Buffer.concat(chunks) : first, size };
}
