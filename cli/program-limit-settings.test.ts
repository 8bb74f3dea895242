import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const limitsOf = (env: Record<string, string>) => readSettings(env).programs.limits;

test('limits what programs leave, and nothing that they ask for, unless it is told to', () => {
  expect(limitsOf({})).toEqual({
    cpus: null,
    memoryMb: null,
    images: null,
    output: { bytes: 1e9, files: 10_000, lookMs: 2000 },
  });
});

test('knows the maxima and the images', () => {
  const limits = limitsOf({
    PESSCARA_PROGRAM_MAX_CPUS: '0.5',
    PESSCARA_PROGRAM_MAX_MEMORY_MB: '8000',
    PESSCARA_PROGRAM_IMAGES: 'registry.example.org:5000/tools/,docker.io/library/busybox',
    PESSCARA_PROGRAM_MAX_OUTPUT_MB: '5',
    PESSCARA_PROGRAM_MAX_OUTPUT_FILES: '100',
  });
  expect(limits).toEqual({
    cpus: 0.5,
    memoryMb: 8000,
    images: ['registry.example.org:5000/tools/', 'docker.io/library/busybox'],
    output: { bytes: 5e6, files: 100, lookMs: 2000 },
  });
});

test.each([
  ['PESSCARA_PROGRAM_MAX_CPUS', '0'],
  ['PESSCARA_PROGRAM_MAX_MEMORY_MB', 'much'],
  ['PESSCARA_PROGRAM_IMAGES', '*'],
  ['PESSCARA_PROGRAM_IMAGES', 'a,,b'],
  ['PESSCARA_PROGRAM_MAX_OUTPUT_MB', '-1'],
])('refuses what is none: %s=%s', (name, value) => {
  expect(() => limitsOf({ [name]: value })).toThrow(`${name}: expected`);
});
