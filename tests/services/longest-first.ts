import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What runs for minutes: begun last, it would run on when all else has ended, with a core to spare. Longest first. */
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
  'adapters/batch/batch-executor.test',
  'tests/e2e/workflows/killed-gateway',
  'adapters/neo4j/',
  'tests/e2e/',
];

/** Runs the longest test files first, of all projects; the others as vitest does: what took long the last time, then larger files. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = long.findIndex((part) => moduleId.includes(`/${part}`));
      return found === -1 ? long.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
