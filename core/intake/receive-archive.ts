import { asError, HubError } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import type { ArchiveMember, ArchiveReader, OpenArchive } from '../ports/archive-reader.ts';
import type { Ingestion } from './intake.ts';
import { defaultMaxFileBytes, type createReceiving, type Reception } from './receive.ts';

/** What became of one member of an archive. */
export interface MemberReception extends Reception {
  /** The archive's name and the member's. */
  readonly name: string;
}

/** What became of what was sent: a file, or an archive of files. */
export type Delivery = { readonly file: Reception } | { readonly members: readonly MemberReception[] };

interface Limits {
  readonly maxArchiveBytes: number;
  readonly maxMembers: number;
  /** All members together may inflate to so many times the archive's size, */
  readonly maxRatio: number;
  /** or to so many bytes, if that is more. */
  readonly freeBytes: number;
}

const defaultLimits: Limits = {
  maxArchiveBytes: 64 * 1024 ** 3,
  maxMembers: 200_000,
  maxRatio: 200,
  freeBytes: 1024 ** 3,
};

/** Enough to tell a ZIP from a DICOM file whose preamble looks like one. */
const peekBytes = 132;

/** Receiving files of which some are ZIP archives: their members are received as if each had been sent alone. */
export function createArchiveReceiving(
  {
    archives,
    maxFileBytes = defaultMaxFileBytes,
  }: { readonly archives: ArchiveReader; readonly maxFileBytes?: number },
  receiving: Pick<ReturnType<typeof createReceiving>, 'receiveFile' | 'refuseNamed' | 'submittable'>,
  limits: Limits = defaultLimits,
) {
  /** Of a member that is not looked into: why. */
  function reasonAgainst(member: ArchiveMember, inflated: number, archive: OpenArchive): string | null {
    if (member.kind === 'link') return 'a link';
    if (isTrick(member.name)) return 'a name that leads out of the archive';
    if (member.unreadable !== null) return member.unreadable;
    if (inflated > Math.max(limits.freeBytes, archive.sizeBytes * limits.maxRatio)) {
      return `the archive inflates to more than ${String(limits.maxRatio)} times its size`;
    }
    return null;
  }

  async function receiveMember(
    actor: Actor,
    ingestion: Ingestion,
    name: string,
    member: ArchiveMember,
    count: (bytes: number) => void,
  ): Promise<MemberReception> {
    const refuse = async (reason: string): Promise<MemberReception> => ({
      name,
      ...(await receiving.refuseNamed(ingestion, name, member.sizeBytes, reason)),
    });
    const fault: { reason: string | null } = { reason: null };
    /** The member's bytes; what is wrong with them is the member's matter, not the hub's. */
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      let head = Buffer.alloc(0);
      try {
        for await (const chunk of await member.open()) {
          count(chunk.length);
          if (head.length < peekBytes) {
            head = Buffer.concat([head, chunk.subarray(0, peekBytes - head.length)]);
            if (head.length >= 4 && isZip(head)) {
              fault.reason = 'an archive within an archive: send it by itself';
              break;
            }
          }
          yield chunk;
        }
      } catch (error) {
        if (asError(error) instanceof HubError) throw error;
        fault.reason = 'damaged in the archive';
      }
      if (fault.reason !== null) throw new MemberFault();
    };
    try {
      return { name, ...(await receiving.receiveFile(actor, ingestion.id, name, bytes())) };
    } catch (error) {
      if (error instanceof MemberFault) return refuse(fault.reason ?? 'damaged in the archive');
      // A name that no file may have; it is not repeated.
      if (error instanceof HubError && error.code === 'BAD_USER_INPUT') return { name: '', ...notTaken(error.message) };
      throw error;
    }
  }

  return {
    /**
     * What became of a file, or of each member of a ZIP. Sending the same again into an ingestion answers the same.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNAVAILABLE; what isn't taken in is no error but an outcome
     */
    async receiveDelivery(
      actor: Actor,
      ingestionId: string,
      fileName: string,
      source: AsyncIterable<Uint8Array>,
    ): Promise<Delivery> {
      const ingestion = await receiving.submittable(actor, ingestionId);
      const { head, all } = await peek(source);
      if (!isZip(head)) return { file: await receiving.receiveFile(actor, ingestionId, fileName, all) };
      await using archive = await archives.open(all, limits.maxArchiveBytes);
      if (archive === null) {
        return {
          file: await receiving.refuseNamed(
            ingestion,
            fileName,
            head.length,
            'begins as a ZIP, and can not be read as one',
          ),
        };
      }
      const members: MemberReception[] = [];
      let inflated = 0;
      const refuse = async (name: string, sizeBytes: number, reason: string) => {
        members.push({ name, ...(await receiving.refuseNamed(ingestion, name, sizeBytes, reason)) });
      };
      try {
        for await (const member of archive.members()) {
          if (member.kind === 'folder') continue;
          // A cut through a character leaves half of one, which no text in the database may have.
          const name = `${fileName}/${member.name.replaceAll('\0', '')}`.slice(0, 1024).toWellFormed();
          if (members.length >= limits.maxMembers) {
            await refuse(`${fileName}/...`, 0, `an archive of more than ${String(limits.maxMembers)} files`);
            break;
          }
          const reason = reasonAgainst(member, inflated, archive);
          if (reason !== null) await refuse(name, member.sizeBytes, reason);
          else {
            members.push(
              await receiveMember(actor, ingestion, name, member, (bytes) => {
                inflated += Math.min(bytes, maxFileBytes);
              }),
            );
          }
        }
      } catch (error) {
        if (asError(error) instanceof HubError) throw error;
        await refuse(`${fileName}/...`, 0, "the archive's directory can not be read further");
      }
      return { members };
    },
  };
}

class MemberFault extends Error {}

const notTaken = (reason: string): Reception => ({ fileId: '', outcome: 'REFUSED', reason, instance: null });

/** PKZIP's first signatures: a member, or the end of an empty archive. */
function isZip(head: Uint8Array): boolean {
  const [p, k, a, b] = head;
  if (p !== 0x50 || k !== 0x4b || !((a === 3 && b === 4) || (a === 5 && b === 6))) return false;
  return Buffer.from(head.subarray(128, 132)).toString('latin1') !== 'DICM';
}

/** True for names that an unpacker could be led astray by. Ours makes no files of them, but who sends such an archive is told. */
function isTrick(name: string): boolean {
  return /^[/\\]|^[A-Za-z]:|\0/.test(name) || name.split(/[/\\]/).includes('..');
}

/** The first bytes, and all of them from the start. */
async function peek(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const chunks = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  let done = false;
  while (length < peekBytes && !done) {
    const next: IteratorResult<Uint8Array, unknown> = await chunks.next();
    if (next.done === true) done = true;
    else {
      held.push(next.value);
      length += next.value.length;
    }
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield* held;
    if (!done) yield* { [Symbol.asyncIterator]: () => chunks };
  };
  return { head: Buffer.concat(held).subarray(0, peekBytes), all: all() };
}
