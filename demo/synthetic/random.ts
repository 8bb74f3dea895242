/** Numbers in [0, 1), the same for the same seed on every machine (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** About normal with mean 0 and deviation 1: a centred sum of four uniforms, which needs no transcendental function. */
export function noiseOf(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}
