import type { CallBack, OutputFile } from '../call-backs/call-back.ts';

/** What the files of one call-back are at most. */
export interface FileRoom {
  readonly files: number;
  /** Of all of them. */
  readonly bytes: number;
}

/** Call-backs of applications, and the files that these gave. Every call joins the ambient transaction. */
export interface CallBackStore {
  /** Opens it, or gives one that is there a further secret. True when it was not there. */
  open(
    callBack: Pick<CallBack, 'id' | 'stepRunId' | 'projectId' | 'inputs' | 'expiresAt'>,
    secretHash: string,
  ): Promise<boolean>;
  /** Null when there is none. */
  byId(id: string): Promise<CallBack | null>;
  /** Counts one message more, of so many characters; false, and nothing is counted, when that is more than `most`. */
  countMessage(
    id: string,
    characters: number,
    most: { readonly messages: number; readonly characters: number },
  ): Promise<boolean>;
  /** Keeps what it came to, once; false when that is there already, or it has ended or expired. */
  settle(id: string, outcome: string, hash: string): Promise<boolean>;
  /**
   * Puts the upload in the place of the file of that name, and answers the upload that was there before; or why it does not:
   * it has ended or its outcome is there, or its files would be more than there is room for.
   */
  putFile(
    id: string,
    file: OutputFile,
    room: FileRoom,
  ): Promise<{ readonly before: string | null } | 'CLOSED' | 'TOO_MANY' | 'TOO_LARGE'>;
  /** In order of name. */
  filesOf(id: string): Promise<readonly OutputFile[]>;
  /** Ends it, and forgets inputs, outcome, words and files; one that has ended stays as it is. Answers the uploads of files that it forgot. */
  end(id: string): Promise<readonly string[]>;
}
