import type { Socket } from 'node:net';
import type { ObjectDoor, Sender } from '../../core/intake/object-door.ts';
import { isStorageClass } from '../../core/dicom/storage-classes.ts';
import { implementationClassUID } from '../../core/dicom/write-dicom.ts';
import { commandField, readCommandSet, writeResponse, type CommandSet } from './command-set.ts';
import { HeldObject } from './held-object.ts';
import { MessageReader } from './message-reader.ts';
import {
  abortReason,
  isDicomContext,
  pduType,
  ProtocolError,
  readAssociateRequest,
  writeAbort,
  writeAssociateAccept,
  writeAssociateReject,
  writeCommand,
  writeReleaseResponse,
  type AnsweredContext,
  type AssociateRequest,
  type ProposedContext,
  type rejections,
} from './pdu.ts';
import { CutOff, PduConnection, Stalled } from './pdu-reader.ts';
import { answerOf, status, type Answer } from './status.ts';
import type { Weights } from './weights.ts';

const verification = '1.2.840.10008.1.1';
/** Far more than 128 contexts with all transfer syntaxes need. */
const maxRequestLength = 1024 * 1024;
/** Longest P-DATA-TF that we take. */
const maxDataLength = 128 * 1024;
/** No command set is nearly as long. */
const maxCommandLength = 16 * 1024;

/** How long a peer has to read why it was aborted. */
const lingerMs = 1000;

/** How an association came to its end. */
export type Ending =
  'released' | 'rejected' | 'aborted by the peer' | 'cut' | 'stalled' | 'broke the protocol' | 'closed by us';

export interface AssociationOptions {
  readonly door: ObjectDoor;
  /** Where long data sets are while they come in. */
  readonly folder: string;
  readonly maxObjectBytes: number;
  readonly heldBytes: number;
  readonly idleMs: number;
  readonly weights: Weights;
  /** Takes a place among the associations; false when all are taken. */
  readonly enter: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** One association from its request to its end, as its acceptor (PS3.8 §9.2). */
export class Association {
  readonly #socket: Socket;
  readonly #options: AssociationOptions;
  readonly #connection: PduConnection;
  #request: AssociateRequest | null = null;
  #rejection: keyof typeof rejections | null = null;
  #isBetweenMessages = true;
  readonly #closing = new AbortController();

  constructor(socket: Socket, options: AssociationOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#connection = new PduConnection(socket);
  }

  /** Who called whom, when that much was understood. */
  get titles(): { readonly calledAe: string; readonly callingAe: string } | null {
    if (this.#request === null) return null;
    const { calledAe, callingAe } = this.#request;
    return { calledAe, callingAe };
  }

  get rejection(): keyof typeof rejections | null {
    return this.#rejection;
  }

  /** Ends it as soon as the object that is coming in has been answered. */
  close(): void {
    this.#closing.abort();
    if (this.#isBetweenMessages) this.#socket.end(writeAbort(abortReason.notSpecified));
  }

  /** Serves it to its end; never throws. */
  async serve(): Promise<Ending> {
    try {
      const ending = await this.#converse();
      this.#socket.destroySoon();
      return ending;
    } catch (error) {
      if (error instanceof CutOff) {
        this.#socket.destroy();
        return this.#cut();
      }
      if (!(error instanceof ProtocolError) && !(error instanceof Stalled)) this.#options.onFault(error);
      this.#socket.end(writeAbort(error instanceof ProtocolError ? error.reason : abortReason.notSpecified));
      // What the peer still sends would make the system throw our last words away; and whoever stalled may not take them at all.
      setTimeout(() => this.#socket.destroy(), lingerMs).unref();
      return error instanceof Stalled ? 'stalled' : 'broke the protocol';
    }
  }

  async #converse(): Promise<Ending> {
    const { idleMs } = this.#options;
    const first = await this.#connection.next(idleMs, () => maxRequestLength);
    if (first === null) return 'cut';
    if (first.type === pduType.abort) return 'aborted by the peer';
    if (first.type !== pduType.associateRequest)
      throw new ProtocolError(abortReason.unexpectedPdu, 'no A-ASSOCIATE-RQ');
    const request = readAssociateRequest(first.body);
    this.#request = request;
    const admitted = await this.#admit(request);
    if ('refused' in admitted) {
      this.#rejection = admitted.refused;
      await this.#connection.send(writeAssociateReject(admitted.refused), idleMs);
      return 'rejected';
    }
    const contexts = request.contexts.map(answerTo);
    await this.#connection.send(
      writeAssociateAccept({ request, contexts, maxLength: maxDataLength, implementationClassUID }),
      idleMs,
    );
    return this.#serveMessages(request, contexts, admitted.sender);
  }

  /** The connection is gone: because we closed it, or not. */
  #cut(): Ending {
    return this.#closing.signal.aborted ? 'closed by us' : 'cut';
  }

  async #admit(
    request: AssociateRequest,
  ): Promise<{ readonly sender: Sender } | { readonly refused: keyof typeof rejections }> {
    if ((request.protocolVersion & 1) === 0) return { refused: 'protocolVersion' };
    if (!isDicomContext(request.applicationContext)) return { refused: 'applicationContext' };
    const { door, enter, onFault } = this.#options;
    try {
      const admission = await door.admit({ ...request, address: this.#socket.remoteAddress ?? '' });
      if ('refused' in admission || enter()) return admission;
      return { refused: 'tooMany' };
    } catch (error) {
      // A store of ours is away: the sender tries again later.
      onFault(error);
      return { refused: 'congestion' };
    }
  }

  async #serveMessages(
    request: AssociateRequest,
    answered: readonly AnsweredContext[],
    sender: Sender,
  ): Promise<Ending> {
    const contexts = new Map(
      answered
        .filter(({ result }) => result === 0)
        .map(({ id, transferSyntax }) => [
          id,
          { transferSyntax, sopClass: request.contexts.find((proposed) => proposed.id === id)?.abstractSyntax ?? '' },
        ]),
    );
    const { idleMs } = this.#options;
    const messages = new MessageReader(this.#connection, idleMs, maxDataLength, new Set(contexts.keys()));
    for (;;) {
      this.#isBetweenMessages = true;
      if (this.#closing.signal.aborted) {
        await this.#connection.send(writeAbort(abortReason.notSpecified), idleMs);
        return 'closed by us';
      }
      const opening = await messages.nextCommand(maxCommandLength, () => {
        this.#isBetweenMessages = false;
      });
      if (opening === 'abort') return 'aborted by the peer';
      if (opening === 'end') return this.#cut();
      if (opening === 'release') {
        await this.#connection.send(writeReleaseResponse(), idleMs);
        return 'released';
      }
      const command = readCommandSet(opening.bytes);
      const context = contexts.get(opening.contextId) ?? { transferSyntax: '', sopClass: '' };
      if (command.field === commandField.cancelRequest) continue;
      const answer =
        command.field === commandField.storeRequest && command.hasDataSet
          ? await this.#store(messages, command, context, sender)
          : await this.#other(messages, command);
      await this.#connection.send(
        writeCommand(opening.contextId, writeResponse(command, answer.status, answer.comment), request.maxLength),
        idleMs,
      );
    }
  }

  async #store(
    messages: MessageReader,
    command: CommandSet,
    context: { readonly transferSyntax: string; readonly sopClass: string },
    sender: Sender,
  ): Promise<Answer> {
    const { folder, heldBytes, maxObjectBytes, weights } = this.#options;
    const { sopClassUID, sopInstanceUID } = command;
    await using held = new HeldObject(folder, heldBytes);
    let size = 0;
    let trouble: Answer | null = null;
    if (sopClassUID !== context.sopClass)
      trouble = status.mismatch('the presentation context is for another SOP Class');
    else if (sopInstanceUID === null || !isUid(sopInstanceUID)) trouble = status.invalidInstance;
    // What is refused is read to its end all the same: only then is the sender ready for the answer.
    for await (const piece of messages.dataSet()) {
      size += piece.length;
      if (size > maxObjectBytes) trouble ??= status.tooLarge;
      if (trouble === null) trouble = await this.#orAnswer(async () => held.add(piece).then(() => null));
    }
    if (sopClassUID === null || sopInstanceUID === null) return trouble ?? status.invalidInstance;
    if (trouble === status.tooLarge) {
      return (await this.#orAnswer(async () => sender.tooLarge(sopInstanceUID, size).then(() => null))) ?? trouble;
    }
    if (trouble !== null) return trouble;
    const { transferSyntax } = context;
    return await this.#orAnswer(() =>
      weights.run(size, async () => {
        const dataset = await held.read();
        return answerOf(
          await sender.store({ sopClassUID, sopInstanceUID, transferSyntaxUID: transferSyntax, dataset }),
        );
      }),
    );
  }

  /** What the work answers, or what its failure means to the sender. */
  async #orAnswer<T extends Answer | null>(work: () => Promise<T>): Promise<T | Answer> {
    try {
      return await work();
    } catch (error) {
      this.#options.onFault(error);
      return status.outOfResources;
    }
  }

  async #other(messages: MessageReader, command: CommandSet): Promise<Answer> {
    if (command.hasDataSet) await messages.skipDataSet();
    if (command.field === commandField.echoRequest) return status.success;
    return command.field === commandField.storeRequest ? status.noDataSet : status.unrecognizedOperation;
  }
}

const isUid = (text: string): boolean => /^[0-9][0-9.]{0,63}$/.test(text);

/** Every transfer syntax is taken as it is, the first that the sender names: nothing is converted on its way to us. */
function answerTo({ id, abstractSyntax, transferSyntaxes }: ProposedContext): AnsweredContext {
  const [first = '1.2.840.10008.1.2'] = transferSyntaxes;
  if (abstractSyntax !== verification && !isStorageClass(abstractSyntax))
    return { id, result: 3, transferSyntax: first };
  const taken = transferSyntaxes.find(isUid);
  return taken === undefined ? { id, result: 4, transferSyntax: first } : { id, result: 0, transferSyntax: taken };
}
