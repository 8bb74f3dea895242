import { expect, test } from 'vitest';
import { testAsset } from '../../tests/contract/step-executor.contract.ts';
import { noLimits, overLimit, withinLimits } from './program-limits.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const limits = { cpus: 4, memoryMb: 8000, images: null };

test('permits everything where nothing is limited', () => {
  expect(overLimit(noLimits, { cpus: 1000, memoryMb: 4_000_000, image: `any/thing@${digest}` })).toBeNull();
});

test('names what is over the maxima', () => {
  expect(overLimit(limits, { cpus: 4, memoryMb: 8000 })).toBeNull();
  expect(overLimit(limits, { cpus: 4.5 })).toMatchObject({ field: 'cpus', received: 4.5 });
  expect(overLimit(limits, { cpus: 1, memoryMb: 8001 })).toMatchObject({ field: 'memoryMb', received: 8001 });
});

test.each([
  ['registry.example.org/tools/segment', true],
  ['registry.example.org/tools/deep/segment:3', true],
  ['registry.example.org/tools', false],
  ['registry.example.org/toolsother/segment', false],
  ['registry.example.org/tools/../secret/segment', false],
  ['evil.example.org/registry.example.org/tools/segment', false],
  ['docker.io/library/busybox', true],
  ['docker.io/library/busybox:1.36', true],
  ['docker.io/library/busybox2', false],
  ['localhost:5000/one', true],
  ['localhost:5000/other', false],
])('knows the permitted images by name: %s', (name, permitted) => {
  const images = ['registry.example.org/tools/', 'docker.io/library/busybox', `localhost:5000/one@${digest}`];
  expect(overLimit({ ...noLimits, images }, { image: `${name}@${digest}` })).toEqual(
    permitted ? null : expect.objectContaining({ field: 'image' }),
  );
});

test('an executor within limits does not describe what is over them', async () => {
  const method = { method: 'a', methodVersion: '1', software: { name: 'a', version: '1' } };
  const executor = withinLimits(
    { describe: () => Promise.resolve(method), execute: () => Promise.resolve({ outputs: [], log: '' }) },
    limits,
  );
  const item = testAsset('SERIES', {});
  expect(await executor.describe({ cpus: 4 }, item)).toBe(method);
  await expect(executor.describe({ cpus: 5 }, item)).rejects.toMatchObject({
    code: 'STEP_FAILED',
    message: "the step's cpus: expected at most 4, which is what this hub permits, got 5",
  });
});
