import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What runs for minutes, and keeps a core busy by itself. Longest first. */
const long = [
  'tests/e2e/served/faults-of-stores',
  'tests/e2e/served/faults-of-processes',
  'tests/e2e/demo/killed-hub',
  'tests/e2e/demo/demo.e2e',
  'adapters/spark/spark-executor.test',
  'tests/e2e/command-line/command-line',
  'tests/e2e/transfer/transfer.test',
  'tests/e2e/served/rolling-restart',
  'tests/intake/intake-crash',
];

/**
 * Runs the longest test files with the others spread between them: two at a time would keep each other waiting past their limits, and one that begins
 * last would run on when all else has ended, with a core to spare. The others as vitest does: what failed or took long the last time, then larger ones.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => long.findIndex((part) => moduleId.includes(`/${part}`));
    const sorted = await super.sort(files);
    const longer = sorted.filter((file) => rank(file) !== -1).toSorted((one, other) => rank(one) - rank(other));
    const others = sorted.filter((file) => rank(file) === -1);
    const between = Math.ceil(others.length / Math.max(1, longer.length));
    const spread = longer.flatMap((file, n) => [file, ...others.slice(n * between, (n + 1) * between)]);
    return longer.length === 0 ? others : spread;
  }
}
