import { spawn } from 'node:child_process';

/** The npm scripts that judge the repository without running it; the slow ones first, so that two fit beside each other. */
export const checkNames = [
  'lint',
  'typecheck',
  'codegen:check',
  'deadcode',
  'format:check',
  'boundaries',
  'licences',
  'compose:check',
  'lock:check',
  'services:check',
] as const;

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** The result of one npm script; what it printed is kept for whoever must mend it. */
async function runCheck(name: string): Promise<CheckResult> {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('close', resolve);
  const passed = (await promise) === 0;
  return { name, passed, seconds: (performance.now() - began) / 1000, output: Buffer.concat(pieces).toString().trim() };
}

/** Results of all checks, in order of ending. `report` is called as each one ends. */
export async function runChecks(report: (result: CheckResult) => void): Promise<readonly CheckResult[]> {
  const waiting: string[] = [...checkNames];
  const results: CheckResult[] = [];
  const lane = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const result = await runCheck(name);
      results.push(result);
      report(result);
    }
  };
  await Promise.all([lane(), lane()]);
  return results;
}

/** Prints one result: a line when it passed, all that it said when it failed. */
export function printResult({ name, passed, seconds, output }: CheckResult): void {
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(15)} ${seconds.toFixed(1)} s`);
  if (!passed) console.log(`\n${output}\n\n(npm run ${name})\n`);
}
