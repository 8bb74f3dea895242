import { HubError } from '../errors.ts';
import type { IntakeStore, WaitingFile } from '../ports/intake-store.ts';

/** Tries of a file alone, before it is taken to be what ends them. */
const mostTries = 3;

const tooMuch = 'cannot be de-identified in the memory there is, alone either';

/** True of a failure to de-identify that may be another file's doing: whoever meets it tries the file again alone. */
const mayBeAnothers = (caught: unknown): boolean =>
  caught instanceof HubError && caught.code === 'UNAVAILABLE' && caught.details['tryAlone'] === true;

/**
 * De-identifies files of a group side by side; those that fail for want of memory again, one at a time. One that fails so each time is refused, and
 * keeps no other back.
 */
export async function sideBySide<Out>(
  files: readonly WaitingFile[],
  work: (file: WaitingFile) => Promise<Out>,
  signal: AbortSignal,
): Promise<readonly { readonly file: WaitingFile; readonly outcome: Out | { readonly refused: string } }[]> {
  const first = await allOf(
    files.map(async (file) => ({
      file,
      outcome: await work(file).catch((caught: unknown) => {
        if (!mayBeAnothers(caught)) throw caught;
        return null;
      }),
    })),
  );
  const done = [];
  for (const { file, outcome } of first)
    done.push({ file, outcome: outcome ?? (await alone(() => work(file), signal)) });
  return done;
}

async function alone<Out>(work: () => Promise<Out>, signal: AbortSignal): Promise<Out | { readonly refused: string }> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    // A process that is stopping has no memory for anything.
    signal.throwIfAborted();
    try {
      return await work();
    } catch (caught) {
      if (!mayBeAnothers(caught)) throw caught;
    }
  }
  signal.throwIfAborted();
  return { refused: tooMuch };
}

/**
 * The same for one file of a batch during which a process ended, for who holds the file: that it is begun is noted before and taken back after, so that
 * only the end of a process leaves the note. A file that several processes ended with is refused; the notes stay until that is committed.
 */
export async function noted<Out>(
  intake: Pick<IntakeStore, 'noteTry' | 'forgetTries'>,
  file: WaitingFile,
  work: () => Promise<Out>,
): Promise<Out | { readonly refused: string }> {
  if ((await intake.noteTry(file.id)) > mostTries)
    return { refused: 'a process ended each time that it was to be de-identified' };
  try {
    return await work();
  } finally {
    await intake.forgetTries(file.id);
  }
}

/** All of them, or the first failure once the others have come to their end too: what they leave is known then. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
