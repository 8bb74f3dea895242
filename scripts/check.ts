/** `npm run check`: every check of the repository but the tests. Ends with 1 when one fails; all are run. */
import { printResult, runChecks } from './checks.ts';

const results = await runChecks(printResult);
const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.join(', ')}`);
if (failed.length > 0) process.exitCode = 1;
