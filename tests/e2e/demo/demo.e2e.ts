import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository, runNode, temporaryFolder } from '../../support/pesscara-process.ts';
import { hubEnvironment } from '../../support/served-hub.ts';

const demo = join(repository, 'demo', 'main.ts');
/** Where the demo over that folder keeps its hub. */
const settingsOf = (home: string) => hubEnvironment(join(home, 'hub'));

test(
  'the synthetic demo ends well and prints the federated answer, the lineage tree and the reuse line',
  { timeout: 240_000 },
  async () => {
    await using home = await temporaryFolder();
    const result = await runNode(demo, ['--exit', '--home', home.path, '--port', '0'], await settingsOf(home.path));
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    // The federated answer has facts from every source: diagnosis, pixels at a site, run, series type, biomarker.
    expect(result.stdout).toMatch(
      /^ *R-[0-9A-Z]{10} .*(Glioblastoma|Astrocytoma|Oligodendroglioma).*\n +\d{4}-\d\d-\d\d .*\d+ images at hospital-[ab], run completed\n(.*\n)? +T1 .*mm3/m,
    );
    const printed = result.stdout.split('\n');
    expect(printed.filter((line) => line.length > 100)).toEqual([]);
    expect(printed.length).toBeLessThan(200);
    expect(result.stdout).toMatch(/lineage/i);
    expect(result.stdout).toMatch(/pesscara\/measure/);
    expect(result.stdout).toMatch(/pesscara\/deidentify/);
    expect(result.stdout).toMatch(/reused (\d+) of \1 results/);
    // The exam with text in its pixels did not pass by itself.
    expect(result.stdout).toMatch(/BURNED_IN_SUSPECT/);

    // A second demo on the same data finds everything done, and ends as well.
    const second = await runNode(demo, ['--exit', '--home', home.path, '--port', '0'], await settingsOf(home.path));
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
      await settingsOf(home.path),
    );
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/README\.txt +.*not.*DICOM/i);
    expect(result.stdout).toMatch(/MR_truncated\.dcm|rtplan_truncated\.dcm/);
    expect(result.stdout).toMatch(/reused (\d+) of \1 results/);
  },
);

test('wrong input is told before anything starts, and ends with 2', async () => {
  await using home = await temporaryFolder();
  const wrong: [readonly string[], RegExp][] = [
    [['--nope'], /--nope/],
    [['--port', 'abc'], /--port: expected a whole number from 0 to 65535, got abc/],
    [['one', 'two'], /DIR: expected one folder, got one, two/],
    [['/does/not/exist'], /DIR: expected a folder that can be read, got "\/does\/not\/exist/],
    [[home.path], /DIR: expected a folder with files/],
    [['--home', '/dev/null/x'], /--home .*expected a folder that this user can make and write to, got/],
  ];
  for (const [args, message] of wrong) {
    const result = await runNode(demo, ['--exit', '--port', '0', '--home', home.path, ...args], {});
    expect(result.stderr).toMatch(message);
    expect(result.code, args.join(' ')).toBe(2);
  }
});

test(
  'a port that is taken ends the demo with the port named, and leaves no process behind',
  { timeout: 120_000 },
  async () => {
    await using home = await temporaryFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const result = await runNode(
      demo,
      ['--exit', '--home', home.path, '--port', String(port)],
      await settingsOf(home.path),
    );
    other.close();
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(`expected a free port, got ${String(port)}`);
  },
);

test.each(['SIGINT', 'SIGKILL'] as const)(
  '%s in the middle of the demo ends its hub and its sites',
  { timeout: 180_000 },
  async (signal) => {
    await using home = await temporaryFolder();
    const child = spawn(process.execPath, [demo, '--exit', '--home', home.path, '--port', '0'], {
      stdio: 'pipe',
      env: { ...process.env, ...(await settingsOf(home.path)) },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output, { timeout: 120_000 }).toMatch(/Receive, de-identify/);
    const urls = [...output.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
    expect(new Set(urls).size).toBe(3);
    child.kill(signal);
    await once(child, 'close');
    expect(child.exitCode).toBe(signal === 'SIGINT' ? 130 : null);
    for (const url of urls) {
      await expect
        .poll(
          () =>
            fetch(url).then(
              () => 'up',
              () => 'down',
            ),
          { timeout: 20_000 },
        )
        .toBe('down');
    }
  },
);
