import type { Reporter, TestCase } from 'vitest/node';

/** Tells a failure when it happens: of a run of an hour that is cut short, vitest's own summary of them never comes. */
// eslint-disable-next-line no-restricted-syntax -- vitest loads a reporter by its default export
export default class FailuresAtOnce implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const name = `${test.project.name} ${test.module.relativeModuleId} > ${test.fullName}`;
    for (const error of test.result().errors ?? [])
      process.stdout.write(`\nfailed: ${name}\n${error.stack ?? error.message}\n`);
  }
}
