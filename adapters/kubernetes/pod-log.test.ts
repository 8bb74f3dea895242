import { expect, test } from 'vitest';
import { ProgramLog } from '../../core/programs/program-log.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { LineLog } from '../../tests/support/kubernetes/line-log.ts';
import { PodLog } from './pod-log.ts';

const never = new AbortController().signal;

/** A reader of the log, and the lines that it has told. */
function reader(log: LineLog) {
  const told: string[] = [];
  const progress = Object.assign(() => undefined, { log: (line: string) => void told.push(line) });
  const api = {
    log: (_pod: string, _container: string, query: { limitBytes: number; tailLines?: number }) =>
      Promise.resolve(log.text(0, query.limitBytes, query.tailLines ?? null)),
  };
  return { podLog: new PodLog(api, new ProgramLog(progress)), told };
}

test('tells each line once and in its order, however it is written and read', async () => {
  const piece = fc.array(fc.constantFrom('a', 'b c', '\n', '\n\n', ' ', 'x'.repeat(50)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const log = new LineLog();
      const { podLog, told } = reader(log);
      const texts = pieces.map((parts) => parts.join(''));
      for (const text of texts) {
        log.add(Buffer.from(text));
        await podLog.read('pod', false, never);
      }
      await podLog.read('pod', true, never);
      const lines = texts.join('').split('\n');
      if (lines.at(-1) === '') lines.pop();
      expect(told).toEqual(lines);
    }),
  );
});

test('of more than it takes at a time, tells the beginning and the end, and that there is something between', async () => {
  const log = new LineLog();
  log.add(Buffer.from(`the beginning\n${'0123456789\n'.repeat(500_000)}the end\n`));
  const { podLog, told } = reader(log);
  expect(await podLog.read('pod', true, never)).toBe(true);
  expect(told[0]).toBe('the beginning');
  expect(told.filter((line) => line.startsWith('[lines left out'))).toHaveLength(1);
  expect(told.at(-1)).toBe('the end');
  expect(told.length).toBeLessThan(100_000);
  expect(await podLog.read('pod', true, never)).toBe(false);
});
