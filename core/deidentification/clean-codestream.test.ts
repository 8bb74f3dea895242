import { describe, expect, it } from 'vitest';
import { wipeJpeg } from './clean-codestream.ts';

/** A stream of a start and an end, and what follows it in its fragment. */
const jpeg = (...rest: readonly number[]): readonly number[] => [0xff, 0xd8, 0xff, 0xd9, ...rest];
function wiped(...fragments: readonly (readonly number[])[]) {
  const bytes = Uint8Array.from(fragments.flat());
  const starts = fragments.map((_, n) => fragments.slice(0, n).flat().length);
  return { isClean: wipeJpeg(bytes, starts), bytes: [...bytes] };
}

describe('streams in fragments', () => {
  it('lose what follows them', () => {
    expect(wiped(jpeg(7, 7), jpeg(8, 8))).toEqual({ isClean: true, bytes: [...jpeg(0, 0), ...jpeg(0, 0)] });
    expect(wiped(jpeg(7, 7), [])).toEqual({ isClean: true, bytes: [...jpeg(0, 0)] });
    expect(wiped(jpeg(), [9, 9], jpeg())).toEqual({ isClean: true, bytes: [...jpeg(), 0, 0, ...jpeg()] });
  });

  it('that begin as none that we know stay, and are told', () => {
    expect(wiped(jpeg(7, 7), [9, 9], [6, 6])).toEqual({ isClean: false, bytes: [...jpeg(0, 0), 9, 9, 6, 6] });
  });
});
