/** What we read of the report that vitest's JSON reporter writes. */
export interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  /** Full names of tests that didn't run; each counts as failed, for a test that is skipped proves nothing. */
  readonly skipped: readonly string[];
}

/**
 * The counts of a run. Also counted as failed: a file that couldn't be loaded, a run that vitest calls unsuccessful
 * though no test failed (an error outside of a test), and each failed check of the repository.
 */
export function summarize(report: VitestReport, failedChecks: number): TestSummary {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const skipped = tests
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => fullName);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failedTests = tests.length - passed + brokenFiles;
  const unexplained = !report.success && failedTests === 0 ? 1 : 0;
  return { passed, failed: failedTests + unexplained + failedChecks, skipped };
}
