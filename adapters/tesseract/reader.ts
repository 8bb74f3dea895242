/** The process in which pictures are read: C++ compiled to WebAssembly reads what came from anywhere, so it can be killed and has a bound of its memory. */
import { decode } from 'fast-png';
import type { FoundText } from '../../core/ports/text-finder.ts';
import type { GrayPicture } from './clear-picture.ts';
import { openEngine, readText } from './read-text.ts';

export interface Question {
  readonly id: number;
  readonly png: Uint8Array;
}

/** `words` is null when the picture can't be read. */
export interface Reply {
  readonly id: number;
  readonly words: readonly FoundText[] | null;
}

const maxSide = 2048;

/** Of colours their mean. */
function grayOf(png: Uint8Array): GrayPicture | null {
  const { width, height, channels, depth, data } = decode(png);
  if (depth !== 8 || width > maxSide || height > maxSide) return null;
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += data[at * channels + channel] ?? 0;
    pixels[at] = sum / channels;
  }
  return { width, height, pixels };
}

if (process.send) {
  const engine = openEngine();
  process.on('message', ({ id, png }: Question) => {
    engine
      .then(
        (opened) => {
          const picture = grayOf(png);
          process.send?.({ id, words: picture && readText(opened, picture) } satisfies Reply);
        },
        () => process.exit(1),
      )
      .catch(() => process.exit(1));
  });
  // The parent is gone: nobody wants the answer.
  process.on('disconnect', () => process.exit(0));
}
