import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository, runNode, temporaryFolder } from '../../support/pesscara-process.ts';

const demo = join(repository, 'demo', 'main.ts');

test(
  'the synthetic demo ends well and prints the federated answer, the lineage tree and the reuse line',
  { timeout: 240_000 },
  async () => {
    await using home = await temporaryFolder();
    const result = await runNode(demo, ['--exit', '--home', home.path, '--port', '0'], {});
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    // The federated answer has a row with facts from every source: diagnosis, pixels at a site, run, series type, biomarker.
    expect(result.stdout).toMatch(
      /^ *R-[0-9A-Z]{10} .*(Glioblastoma|Astrocytoma|Oligodendroglioma).*hospital-[ab]:\d+.*completed.*mm3/im,
    );
    expect(result.stdout).toMatch(/lineage/i);
    expect(result.stdout).toMatch(/pesscara\/measure/);
    expect(result.stdout).toMatch(/pesscara\/deidentify/);
    expect(result.stdout).toMatch(/reused (\d+) of \1 results/);
    // The exam with text in its pixels did not pass by itself.
    expect(result.stdout).toMatch(/BURNED_IN_SUSPECT/);

    // A second demo on the same data finds everything done, and ends as well.
    const second = await runNode(demo, ['--exit', '--home', home.path, '--port', '0'], {});
    expect(second.stderr).toBe('');
    expect(second.code).toBe(0);
  },
);

test(
  "the demo on pydicom's folder ends well and reports what it refused, file by file",
  { timeout: 300_000 },
  async () => {
    await using home = await temporaryFolder();
    const result = await runNode(
      demo,
      [join(repository, 'tests', 'data', 'pydicom'), '--exit', '--home', home.path, '--port', '0'],
      {},
    );
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/README\.txt +.*not.*DICOM/i);
    expect(result.stdout).toMatch(/MR_truncated\.dcm|rtplan_truncated\.dcm/);
    expect(result.stdout).toMatch(/reused (\d+) of \1 results/);
  },
);

test('a wrong option is told with what the demo takes', async () => {
  const result = await runNode(demo, ['--nope'], {});
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/--nope/);
});
