// eslint-disable-next-line no-restricted-imports -- the one place that does, to set its seed
import fc from 'fast-check';

const wanted = process.env['PESSCARA_TEST_SEED'] ?? '4711';
const seed = wanted === 'random' ? Date.now() ^ (process.pid << 16) : Number(wanted);
if (!Number.isInteger(seed)) throw new Error(`PESSCARA_TEST_SEED is "random" or a whole number, not ${wanted}`);

// The same values at every run, so that a change is judged by what it changed. New ones are sought on purpose:
// PESSCARA_TEST_SEED=random. What fails names its seed.
fc.configureGlobal({ seed });

export { fc };
