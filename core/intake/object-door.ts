import { BlockList, isIP } from 'node:net';
import { fileHeader } from '../dicom/file-header.ts';
import type { Receiver, ReceiverStore } from '../ports/receiver-store.ts';
import type { IntakeStore } from '../ports/intake-store.ts';
import { reasons, type createReceiving, type Reception } from './receive.ts';
import { sharedBytes } from './shared-bytes.ts';

/** Who asks for an association: AE titles as the request names them, and the address it comes from. */
export interface Caller {
  readonly calledAe: string;
  readonly callingAe: string;
  readonly address: string;
}

/** An object as its sender named it, with the data set's bytes as they came. */
export interface SentObject {
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly transferSyntaxUID: string;
  readonly dataset: readonly Uint8Array[];
}

/** What became of an object. STORED: it is on disk (or was before). */
export type SendOutcome = 'STORED' | 'REJECTED_BEFORE' | 'CONFLICT' | 'MISMATCH' | 'UNREADABLE';

/** A sender that may store into a pool. */
export interface Sender {
  store(object: SentObject): Promise<SendOutcome>;
  /** Notes an object that was too large to be kept. */
  tooLarge(sopInstanceUID: string, sizeBytes: number): Promise<void>;
}

/** Where senders ask to be let in. */
export interface ObjectDoor {
  admit(caller: Caller): Promise<{ readonly sender: Sender } | { readonly refused: 'calledAe' | 'callingAe' }>;
}

interface Ports {
  readonly receivers: ReceiverStore;
  readonly intake: IntakeStore;
}

const service = { kind: 'service', name: 'receiver' } as const;

/** The door for objects sent by DIMSE: a called AE title is a pool's, and the pool says who may call. */
export function createObjectDoor(
  { receivers, intake }: Ports,
  receiving: Pick<ReturnType<typeof createReceiving>, 'openSending' | 'receiveInstance' | 'refuseInstance'>,
): ObjectDoor {
  return {
    async admit({ calledAe, callingAe, address }) {
      const receiver = await receivers.byTitle(calledAe);
      const pool = receiver && (await intake.getPools([receiver.poolId])).get(receiver.poolId);
      if (!receiver || !pool) return { refused: 'calledAe' };
      const from = plainAddress(address);
      if (!mayCall(receiver, callingAe, from)) return { refused: 'callingAe' };
      /** Opened by its first object: who only asks whether we are here (C-ECHO) sends nothing in. */
      const ingestion = () => receiving.openSending(service, pool, `${callingAe}@${from}`);
      const sender: Sender = {
        async store({ sopClassUID, sopInstanceUID, transferSyntaxUID, dataset }) {
          const { id } = await ingestion();
          const bytes = sharedBytes([fileHeader(sopClassUID, sopInstanceUID, transferSyntaxUID), ...dataset]);
          const sent = { sopClassUID, sopInstanceUID };
          return outcomeOf(await receiving.receiveInstance(service, id, bytes, null, sent));
        },
        async tooLarge(sopInstanceUID, sizeBytes) {
          await receiving.refuseInstance(await ingestion(), sopInstanceUID, sizeBytes);
        },
      };
      return { sender };
    },
  };
}

function outcomeOf({ outcome, reason }: Reception): SendOutcome {
  if (reason === reasons.rejectedBefore) return 'REJECTED_BEFORE';
  if (outcome !== 'REFUSED') return 'STORED';
  if (reason === reasons.conflict) return 'CONFLICT';
  return reason === reasons.otherObject ? 'MISMATCH' : 'UNREADABLE';
}

/** An IPv4 address as such, also where the system shows it as one of IPv6. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function mayCall({ callingAeTitles, callingAddresses }: Receiver, callingAe: string, address: string): boolean {
  if (callingAeTitles.length > 0 && !callingAeTitles.includes(callingAe)) return false;
  return (
    callingAddresses.length === 0 || blockOf(callingAddresses).check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  );
}

/** Addresses and networks (`10.1.0.0/16`) as one set. */
function blockOf(addresses: readonly string[]): BlockList {
  const block = new BlockList();
  for (const each of addresses) {
    const [address = '', prefix] = each.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) block.addAddress(address, family);
    else block.addSubnet(address, Number(prefix), family);
  }
  return block;
}
