/**
 * `npm test`: every check, then every test, whatever failed before; the last line is `N passed, N failed`, and the exit
 * code 1 when anything failed or nothing ran. Arguments go to vitest, so `npm test -- core/dicom` runs those tests.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printResult, runChecks } from './checks.ts';
import { summarize, type VitestReport } from './test-summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'pesscara-test-'));
const path = join(folder, 'report.json');

/** Runs vitest with its usual report on the terminal, and a second one to count from. */
async function runVitest(): Promise<VitestReport> {
  const failures = join(import.meta.dirname, 'failures-at-once.ts');
  const reporters = ['--reporter=default', `--reporter=${failures}`, '--reporter=json', `--outputFile.json=${path}`];
  const child = spawn('vitest', ['run', ...reporters, ...process.argv.slice(2)], { stdio: 'inherit' });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('close', resolve);
  const code = await promise;
  const report = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as VitestReport)
    : { success: false, testResults: [] };
  return { ...report, success: report.success && code === 0 };
}

try {
  const checks = await runChecks(printResult);
  const failedChecks = checks.filter(({ passed }) => !passed).map(({ name }) => name);
  const { passed, failed, skipped } = summarize(await runVitest(), failedChecks.length);
  if (failedChecks.length > 0) console.log(`failed checks: ${failedChecks.join(', ')}`);
  for (const name of skipped) console.log(`skipped, so counted as failed: ${name}`);
  if (passed === 0) console.log('no test ran');
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
