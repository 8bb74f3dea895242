import { afterEach, expect, it } from 'vitest';
import type { DeidentifyTask } from '../../core/ports/image-work.ts';
import { ImageThreads } from './image-threads.ts';

let threads: ImageThreads | undefined;
afterEach(() => threads?.close());

/** What becomes of a file whose thread does that. */
function deidentified(does: string) {
  const code = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${does} });`;
  const script = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  threads = new ImageThreads({ threads: 1, maxHeapMb: 16, script });
  return threads.deidentify({ bytes: new Uint8Array(4) } as DeidentifyTask);
}

it.each(['process.exit(1)', "throw new Error('a fault')"])('leaves a file to be tried again after %s', async (does) => {
  await expect(deidentified(does)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
