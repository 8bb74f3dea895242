import { afterAll, describe, expect, test } from 'vitest';
import type { Asset } from '../../core/assets/asset.ts';
import { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { canonicalJson, sha256, type JsonObject } from '../../core/json.ts';
import type { StepExecutor, StepTask } from '../../core/ports/step-executor.ts';

export interface ExecutorCase {
  readonly executor: StepExecutor;
  /** Something that it can do. */
  readonly task: StepTask;
  /** Something that it can't, and words of the reason. */
  readonly impossible?: { readonly task: StepTask; readonly reason: RegExp };
  readonly close?: () => void;
}

/** An asset for a task. */
export function testAsset(
  level: Asset['level'],
  properties: JsonObject = {},
  bytes: Uint8Array | null = null,
  kind: string | null = null,
): Asset {
  const content = bytes && { sha256: sha256(bytes), sizeBytes: bytes.length, mediaType: 'application/octet-stream' };
  return {
    id: newId(),
    projectId: newId(),
    level,
    kind,
    label: `test ${level.toLowerCase()}`,
    properties,
    content,
    createdAt: new Date(),
    createdBy: 'test',
    version: 1,
  };
}

/** A task over inputs that are at hand. */
export function testTask(
  item: Asset,
  inputs: readonly {
    readonly role: string;
    readonly kind: string | null;
    readonly level: Asset['level'];
    readonly bytes: Uint8Array;
  }[],
  parameters: JsonObject = {},
): StepTask {
  return {
    runId: newId(),
    step: 'test',
    parameters,
    item,
    inputs: inputs.map(({ role, kind, level, bytes }) => ({
      role,
      asset: testAsset(level, {}, bytes, kind),
      read: () => Promise.resolve(bytes),
    })),
  };
}

const never = new AbortController().signal;

/** What the engine relies on of every executor. */
export function stepExecutorContract(name: string, make: () => ExecutorCase): void {
  describe(`step executor: ${name}`, () => {
    const made = make();
    const { executor, task, impossible } = made;
    afterAll(() => made.close?.());

    test('names its method, with a version, and the software', async () => {
      const { method, methodVersion, software } = await executor.describe(task.parameters, task.item);
      expect(method).toMatch(/^[a-z]+\/[a-z-]+$/);
      expect(methodVersion).not.toBe('');
      expect(software.name).not.toBe('');
      expect(software.version).not.toBe('');
    });

    test('describes the same parameters the same way', async () => {
      expect(await executor.describe(task.parameters, task.item)).toEqual(
        await executor.describe(task.parameters, task.item),
      );
    });

    test('gives outputs with kind, role, label and properties that are JSON', async () => {
      const { outputs, log } = await executor.execute(task, never, () => undefined);
      expect(outputs.length).toBeGreaterThan(0);
      expect(typeof log).toBe('string');
      for (const { kind, role, label, properties } of outputs) {
        expect([kind, role, label].every((text) => text !== '')).toBe(true);
        expect(JSON.parse(JSON.stringify(properties))).toEqual(properties);
      }
    });

    test('gives equal outputs for the same task, to the byte', async () => {
      const print = async () => {
        const { outputs } = await executor.execute(task, never, () => undefined);
        return outputs.map(({ kind, role, properties, bytes }) => [
          kind,
          role,
          canonicalJson(properties),
          bytes && sha256(bytes),
        ]);
      };
      expect(await print()).toEqual(await print());
    });

    test('tells progress between 0 and 1, never backwards', async () => {
      const told: number[] = [];
      await executor.execute(task, never, (fraction) => told.push(fraction));
      expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
    });

    test('does nothing for a signal that has aborted', async () => {
      const reason = new HubError('UNAVAILABLE', 'stopping');
      await expect(executor.execute(task, AbortSignal.abort(reason), () => undefined)).rejects.toBe(reason);
    });

    if (impossible) {
      test('says why it can not do what can not be done', async () => {
        const failed = executor.execute(impossible.task, never, () => undefined);
        await expect(failed).rejects.toMatchObject({ code: 'STEP_FAILED' });
        await expect(failed).rejects.toThrow(impossible.reason);
      });
    }

    test('works after a failure as before', async () => {
      if (impossible) await executor.execute(impossible.task, never, () => undefined).catch(() => undefined);
      expect((await executor.execute(task, never, () => undefined)).outputs.length).toBeGreaterThan(0);
    });
  });
}
