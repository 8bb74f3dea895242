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

interface Pictures {
  /** Of colours their mean. */
  readonly gray: GrayPicture;
  /** How far the channels of each pixel are apart; null where that is next to nothing. */
  readonly colours: GrayPicture | null;
}

function picturesOf(png: Uint8Array): Pictures | null {
  const { width, height, channels, depth, data } = decode(png);
  if (depth !== 8 || width > maxSide || height > maxSide) return null;
  const pixels = new Uint8Array(width * height);
  const apart = new Uint8Array(width * height);
  let coloured = 0;
  for (let at = 0; at < pixels.length; at += 1) {
    let sum = 0;
    let [least, most] = [255, 0];
    for (let channel = 0; channel < channels; channel += 1) {
      const value = data[at * channels + channel] ?? 0;
      sum += value;
      [least, most] = [Math.min(least, value), Math.max(most, value)];
    }
    pixels[at] = sum / channels;
    apart[at] = most - least;
    if (most - least > 40) coloured += 1;
  }
  return { gray: { width, height, pixels }, colours: coloured < 20 ? null : { width, height, pixels: apart } };
}

if (process.send) {
  const engine = openEngine();
  process.on('message', ({ id, png }: Question) => {
    engine
      .then(
        (opened) => {
          const pictures = picturesOf(png);
          const words = pictures && readText(opened, pictures.gray, pictures.colours);
          process.send?.({ id, words } satisfies Reply);
        },
        () => process.exit(1),
      )
      .catch(() => process.exit(1));
  });
  // The parent is gone: nobody wants the answer.
  process.on('disconnect', () => process.exit(0));
}
