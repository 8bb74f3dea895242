/** `npm run demo`: the whole of PESSCARA once, on real processes, through the public door only. */
import { relative } from 'node:path';
import { exitCodeOf, exitCodes } from '../cli/exit.ts';
import { ensureWritableFolder } from '../cli/folders.ts';
import { counted, table } from '../cli/output.ts';
import { readLineage } from '../cli/read-lineage.ts';
import { readSettings } from '../cli/settings.ts';
import { untilStopped } from '../cli/until-stopped.ts';
import { demoPasswords, signIn, type Passwords } from './accounts.ts';
import { askFederated, biomarkerToExplain, federatedQuestion, formatAnswer } from './answers.ts';
import { readArguments, usage, type DemoArguments } from './arguments.ts';
import { awaitRuns } from './await-runs.ts';
import { followRuns } from './follow-runs.ts';
import { patiently } from '../cli/patiently.ts';
import { expectFolderWithFiles, prepareImages } from './prepare-images.ts';
import { prepareProject } from './prepare-project.ts';
import { hubHomeOf, startProcesses, type Processes } from './processes.ts';
import { sendByDicomWeb, sendByReading } from './receive.ts';
import { heading, say, secondsSinceStart, stage } from './report.ts';
import { reviewAll } from './review.ts';
import { runAgain } from './run-again.ts';
import { waitForPools } from './wait-for-pools.ts';

async function demo(args: DemoArguments): Promise<void> {
  if (args.folder !== null) await expectFolderWithFiles(args.folder);
  await ensureWritableFolder('--home (PESSCARA_HOME)', args.home);
  const passwords = await demoPasswords(args.home);

  stage('A hub and two sites');
  const processes = await startProcesses(args.home, args.port, passwords.admin);
  const interrupted = (signal: 'SIGINT' | 'SIGTERM') => () => {
    console.error(`\ndemo: stopped by ${signal}; the same command goes on where it was`);
    void processes.stop().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  const [onInterrupt, onTerminate] = [interrupted('SIGINT'), interrupted('SIGTERM')];
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  try {
    const { project, biomarkerId } = await mainJob(args, processes, passwords);
    if (!args.exit) {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      sayWhatIsThere(args, processes, passwords, project, biomarkerId);
      await untilStopped();
    }
  } finally {
    await processes.stop();
  }
}

async function mainJob(
  args: DemoArguments,
  { hub, siteA, siteB }: Processes,
  passwords: Passwords,
): Promise<{ project: string; biomarkerId: string }> {
  say(`hub     ${hub.url}\nsite A  ${siteA.url}\nsite B  ${siteB.url}`);
  // Projects apart, so that a folder of one's own is never mixed with the made-up people.
  const project = args.folder === null ? 'GLIOMA' : 'OWN';
  let admin = await patiently(() => signIn(hub.url, 'admin', passwords.admin));
  const asAdmin = () => admin;
  const refresh = setInterval(() => {
    // Access tokens are short-lived: a long demo signs in again.
    void patiently(() => signIn(hub.url, 'admin', passwords.admin)).then((client) => (admin = client));
  }, 240_000);
  const asReviewer = () => signIn(hub.url, 'reviewer', passwords.reviewer);
  const following = new AbortController();
  let following$: Promise<void> = Promise.resolve();
  try {
    const images = await prepareImages(args.folder, args.home);
    const sites = { 'hospital-a': siteA.url, 'hospital-b': siteB.url };
    const projectId = await prepareProject(asAdmin, project, sites, passwords.reviewer, images.synthetic);

    stage('Receive, de-identify, quarantine');
    const [refusedA, refusedB] = await Promise.all([
      sendByDicomWeb(asAdmin, { project, name: 'hospital-a' }, images.root, images.files.a),
      sendByReading(asAdmin, { projectId, name: 'hospital-b' }, images.root, images.files.b),
    ]);
    await waitForPools(asAdmin, projectId);
    say(
      `hospital A: ${counted(images.files.a.length, 'file')} by DICOMweb store\n` +
        `hospital B: ${counted(images.files.b.length, 'file')} by reading its folder`,
    );
    const refused = [...refusedA, ...refusedB].toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
    if (refused.length > 0) {
      say(`${counted(refused.length, 'file')} refused, each with its reason (the rest went through):`);
      say(table(refused.map(({ file, reason }) => [`  ${file}`, reason])));
    }

    stage('Review');
    following$ = followRuns(asAdmin, projectId, say, following.signal);
    const approved = await reviewAll(asAdmin, asReviewer, projectId);
    if (approved === 0) throw new Error('no exam of these images could be approved, so there is nothing to work on');

    stage('The workflow runs, told by a subscription as it happens');
    const runs = await awaitRuns(asAdmin, asReviewer, projectId, approved, args.folder === null ? 120_000 : 600_000);
    following.abort();
    await following$;
    const failed = runs.filter((run) => run.state === 'FAILED');
    say(`${String(runs.length - failed.length)} of ${counted(runs.length, 'run')} completed`);
    if (failed.length > 0 && args.folder === null) throw new Error(`${counted(failed.length, 'run')} failed`);

    stage('One federated question: graph, clinical facts, archives, workflow runs and biomarkers');
    say(federatedQuestion);
    const answer = await patiently(() => askFederated(admin, projectId));
    say(formatAnswer(answer));

    stage('The lineage of one biomarker, from the value to the pixels');
    const biomarker = biomarkerToExplain(answer);
    if (!biomarker) throw new Error('no run of these images gave a biomarker: nothing to walk back from');
    say((await patiently(() => readLineage(admin, biomarker.id, 20))).tree);

    stage('The same workflow again');
    const again = runs.find((run) => run.state === 'COMPLETED');
    if (!again) throw new Error('no run completed');
    say(await runAgain(asAdmin, asReviewer, projectId, again.exam));
    console.log(`\nAll done in ${secondsSinceStart().toFixed(1)} s.`);
    return { project, biomarkerId: biomarker.id };
  } finally {
    clearInterval(refresh);
    following.abort();
    await following$;
  }
}

function sayWhatIsThere(
  args: DemoArguments,
  { hub, siteA, siteB }: Processes,
  passwords: Passwords,
  project: string,
  biomarkerId: string,
): void {
  const home = relative('', hubHomeOf(args.home));
  heading('The hub stays up (Ctrl-C ends it)');
  say(`page      ${hub.url}/`);
  say(`GraphQL   ${hub.url}/graphql`);
  say(`login     admin / ${passwords.admin}`);
  say(`reviewer  reviewer / ${passwords.reviewer}`);
  say(`sites     ${siteA.url}\n          ${siteB.url}`);
  say('\nIn another terminal:');
  say(`  export PESSCARA_HOME=${/^[\w./-]+$/.test(home) ? home : `'${home.replaceAll("'", String.raw`'\''`)}'`}`);
  say(`  npx pesscara review list --project ${project}`);
  say(`  npx pesscara lineage ${biomarkerId}`);
}

let args: DemoArguments | 'help' | null = null;
try {
  args = readArguments(process.argv.slice(2), readSettings());
} catch (caught) {
  console.error(
    `demo: ${caught instanceof Error ? caught.message : String(caught)}\n(npm run demo -- --help tells what it takes)`,
  );
  process.exitCode = exitCodes.usage;
}
try {
  if (args === 'help') console.log(usage);
  else if (args) await demo(args);
} catch (caught) {
  console.error(`\ndemo: ${caught instanceof Error ? caught.message : String(caught)}`);
  process.exitCode = exitCodeOf(caught);
}
