import { parentPort } from 'node:worker_threads';
import { asError, HubError } from '../../core/errors.ts';
import type { FileStamp } from './file-table.ts';
import { readHeader, type IndexedHeader } from './header.ts';
import { listFolder, lookAt, type Found, type Listing } from './list-folder.ts';

export type Question =
  | { readonly kind: 'list'; readonly path: string; readonly root: string }
  | { readonly kind: 'look'; readonly path: string; readonly root: string }
  | { readonly kind: 'read'; readonly paths: readonly string[] };

/** What a file's header says, or why it can't be read. `code`: the system's, of a file that could not be had. */
export type ReadFile =
  | { readonly ok: true; readonly header: IndexedHeader; readonly stamp: FileStamp }
  | { readonly ok: false; readonly reason: string; readonly code: string | null };

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: Listing | Found | readonly ReadFile[] }
  | { readonly id: number; readonly ok: false; readonly code: string };

/** A disk that hangs, and a file that is slow to parse, hold up this thread and not the answers. */
parentPort?.on('message', (question: Question & { readonly id: number }) => {
  parentPort?.postMessage(answer(question));
});

function answer(question: Question & { readonly id: number }): Answer {
  const { id } = question;
  try {
    if (question.kind === 'list') return { id, ok: true, value: listFolder(question.path, question.root) };
    if (question.kind === 'look') return { id, ok: true, value: lookAt(question.path, question.root) };
    return { id, ok: true, value: question.paths.map(read) };
  } catch (error) {
    return { id, ok: false, code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}

function read(path: string): ReadFile {
  try {
    return { ok: true, ...readHeader(path) };
  } catch (caught) {
    const error = asError(caught);
    const code = (error as NodeJS.ErrnoException).code ?? null;
    if (error instanceof HubError) return { ok: false, reason: error.message, code: null };
    return { ok: false, reason: code ?? 'cannot be read', code };
  }
}
