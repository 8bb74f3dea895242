import type { CallBack, OutputFile } from '../call-backs/call-back.ts';

/** Call-backs of applications, and the files that these gave. Every call joins the ambient transaction. */
export interface CallBackStore {
  /** Opens it, or gives one that is there a further secret. True when it was not there. */
  open(
    callBack: Pick<CallBack, 'id' | 'stepRunId' | 'projectId' | 'inputs' | 'expiresAt'>,
    secretHash: string,
  ): Promise<boolean>;
  /** Null when there is none. */
  byId(id: string): Promise<CallBack | null>;
  /** Counts one message more; false, and nothing is counted, when there were `most` of them. */
  countMessage(id: string, most: number): Promise<boolean>;
  /** Keeps what it came to, once; false when that is there already, or it has ended or expired. */
  settle(id: string, outcome: string, hash: string): Promise<boolean>;
  /** Puts the upload in the place of the file of that name; answers the upload that was there before. */
  putFile(id: string, file: OutputFile): Promise<string | null>;
  /** In order of name. */
  filesOf(id: string): Promise<readonly OutputFile[]>;
  /** Ends it, and forgets inputs, outcome and files; one that has ended stays as it is. */
  end(id: string): Promise<void>;
}
