/** `npm run demo`: the whole of PESSCARA once, on real processes, through the public door only. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { examRow, examsInQuarantine, reviewExam } from '../cli/commands/review.ts';
import type { HubClient } from '../cli/hub-client.ts';
import { heading, table } from '../cli/output.ts';
import { ensurePlace } from '../cli/places.ts';
import { readLineage } from '../cli/read-lineage.ts';
import { readSettings } from '../cli/settings.ts';
import { untilStopped } from '../cli/until-stopped.ts';
import { defaultWorkflow } from '../core/workflows/default-workflow.ts';
import { demoPasswords, ensureUser, signIn } from './accounts.ts';
import { askFederated, federatedQuestion, formatAnswer } from './answers.ts';
import { readArguments, usage, type DemoArguments } from './arguments.ts';
import { awaitRuns } from './await-runs.ts';
import { followRuns } from './follow-runs.ts';
import { splitByStudy, type HospitalFiles } from './hospitals.ts';
import { ManagedProcess } from './managed-process.ts';
import { patiently } from './patiently.ts';
import { sendByDicomWeb, sendByReading } from './receive.ts';
import { say, secondsSinceStart, stage } from './report.ts';
import { runAgain } from './run-again.ts';
import { waitForPools } from './wait-for-pools.ts';
import { writeSyntheticSites, type SyntheticSites } from './synthetic/write-synthetic-sites.ts';
import { filesBelow } from '../cli/ingest-folder.ts';

const project = 'GLIOMA';

async function prepareImages(
  args: DemoArguments,
): Promise<{ root: string; files: HospitalFiles; synthetic: SyntheticSites | null }> {
  if (args.folder !== null) {
    stage('1. Your images');
    const files = await splitByStudy(args.folder);
    say(`${args.folder}: ${String(files.a.length)} files go to hospital A, ${String(files.b.length)} to hospital B`);
    return { root: args.folder, files, synthetic: null };
  }
  stage('1. A synthetic glioma study of two hospitals (synthetic data: no patient, no measurement)');
  const root = join(args.home, 'incoming');
  // Written beside and then renamed: a demo that was killed halfway leaves no half study behind.
  const fresh = `${root}.new`;
  await rm(fresh, { recursive: true, force: true });
  const synthetic = await writeSyntheticSites(fresh);
  if (existsSync(root)) await rm(root, { recursive: true });
  await rename(fresh, root);
  const files = { a: await filesBelow(join(root, 'site-a')), b: await filesBelow(join(root, 'site-b')) };
  say(`${String(files.a.length)} DICOM files at hospital A, ${String(files.b.length)} at hospital B, in ${root}`);
  return { root, files, synthetic };
}

async function demo(args: DemoArguments): Promise<void> {
  await mkdir(args.home, { recursive: true });
  const passwords = await demoPasswords(args.home);
  const { root, files, synthetic } = await prepareImages(args);

  stage('2. A hub and two sites');
  const restarted = (name: string) => (how: string) => {
    say(`${name} ended (${how}): starting it again`);
  };
  const archives = { a: join(args.home, 'archive-a'), b: join(args.home, 'archive-b') };
  await Promise.all(Object.values(archives).map((folder) => mkdir(folder, { recursive: true })));
  const hubHome = join(args.home, 'hub');
  const [hub, siteA, siteB] = await Promise.all([
    ManagedProcess.start(
      ['start'],
      {
        PESSCARA_HOME: hubHome,
        PESSCARA_HOST: '127.0.0.1',
        PESSCARA_PORT: String(args.port),
        PESSCARA_ADMIN_PASSWORD: passwords.admin,
      },
      restarted('the hub'),
    ),
    ManagedProcess.start(['site', archives.a, '--port', '0'], {}, restarted('site A')),
    ManagedProcess.start(['site', archives.b, '--port', '0'], {}, restarted('site B')),
  ]);
  const stopAll = async () => {
    await hub.stop();
    await Promise.all([siteA.stop(), siteB.stop()]);
  };
  try {
    await mainJob(args, { hub, siteA, siteB }, passwords, { root, files, synthetic });
    if (!args.exit) {
      stage('The hub stays up (Ctrl-C ends it)');
      say(
        `page      ${hub.url}/\nGraphQL   ${hub.url}/graphql\nlogin     admin / ${passwords.admin}\nreviewer  reviewer / ${passwords.reviewer}\nsites     ${siteA.url}  ${siteB.url}`,
      );
      say(`command   PESSCARA_HOME=${hubHome} npx pesscara status`);
      await untilStopped();
    }
  } finally {
    await stopAll();
  }
}

async function mainJob(
  args: DemoArguments,
  processes: { hub: ManagedProcess; siteA: ManagedProcess; siteB: ManagedProcess },
  passwords: { admin: string; reviewer: string },
  images: { root: string; files: HospitalFiles; synthetic: SyntheticSites | null },
): Promise<void> {
  const { hub, siteA, siteB } = processes;
  say(`hub ${hub.url}, site A ${siteA.url}, site B ${siteB.url}`);
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
    for (const [name, site] of [
      ['hospital-a', siteA],
      ['hospital-b', siteB],
    ] as const) {
      await patiently(() =>
        admin.request(
          z.unknown(),
          'mutation ($input: RegisterSiteInput!) { registerSite(input: $input) { site { id } } }',
          { input: { name, url: site.url } },
        ),
      );
    }
    const projectId = await patiently(() =>
      ensurePlace(admin, { project, pool: 'hospital-a', siteName: 'hospital-a' }, true, () => undefined),
    );
    await patiently(() =>
      ensurePlace(admin, { project, pool: 'hospital-b', siteName: 'hospital-b' }, true, () => undefined),
    );
    await patiently(() => ensureUser(admin, 'reviewer', passwords.reviewer, 'The Reviewer'));
    await patiently(() =>
      admin.request(z.unknown(), 'mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }', {
        input: { projectId, username: 'reviewer', roles: ['REVIEWER', 'RESEARCHER'] },
      }),
    );
    await patiently(() =>
      admin.request(
        z.unknown(),
        'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
        {
          input: { projectId, document: defaultWorkflow },
        },
      ),
    );
    say(
      `project ${project} with pools hospital-a and hospital-b, a reviewer, and the workflow '${defaultWorkflow.name}'`,
    );
    if (images.synthetic) {
      const records = images.synthetic.clinical;
      await patiently(() =>
        admin.request(
          z.unknown(),
          'mutation ($input: ImportClinicalRecordsInput!) { importClinicalRecords(input: $input) { imported } }',
          {
            input: { projectId, records },
          },
        ),
      );
      say(`clinical and genomic facts of ${String(records.length)} subjects`);
    }

    stage('3. Receive, de-identify, quarantine');
    const [refusedA, refusedB] = await Promise.all([
      sendByDicomWeb(asAdmin, { project, name: 'hospital-a' }, images.root, images.files.a),
      sendByReading(asAdmin, { projectId, name: 'hospital-b' }, images.root, images.files.b),
    ]);
    await waitForPools(asAdmin, projectId);
    say(
      `hospital A: ${String(images.files.a.length)} files by DICOMweb store; hospital B: ${String(images.files.b.length)} files by reading its folder`,
    );
    const refused = [...refusedA, ...refusedB];
    if (refused.length > 0)
      say(
        `${String(refused.length)} refused, each with its reason:\n${table(refused.map(({ file, reason }) => [`  ${file}`, reason]))}`,
      );

    stage('4. Review');
    following$ = followRuns(asAdmin, projectId, say, following.signal);
    const waiting = await patiently(() => examsInQuarantine(admin, projectId));
    const suspect = waiting.filter((exam) => exam.findings.some((finding) => finding.kind !== 'OVERLAY_REMOVED'));
    const clean = waiting.filter((exam) => !suspect.includes(exam));
    if (suspect.length > 0)
      say(`held back, since text may be in the pixels or the report:\n${table(suspect.map(examRow))}`);
    for (const exam of clean)
      await patiently(async () => reviewExam(await asReviewer(), 'approveExam', exam.id, 'Looked at.'));
    say(
      `reviewer approved ${String(clean.length)} exams; ${String(suspect.length)} stay in quarantine (npx pesscara review list --project ${project})`,
    );

    stage('5. The workflow runs: classify, convert, measure, a person, biomarkers (live, by subscription)');
    const approved = await patiently(() => approvedExams(admin, projectId));
    const runs = await awaitRuns(asAdmin, asReviewer, projectId, approved, args.folder === null ? 120_000 : 600_000);
    following.abort();
    await following$;
    const failed = runs.filter((run) => run.state === 'FAILED');
    say(`${String(runs.length - failed.length)} of ${String(runs.length)} runs completed`);
    for (const run of failed) say(`${run.exam.label}: ${run.error ?? 'failed'}`);

    stage('6. One federated question');
    say(federatedQuestion);
    const answer = await patiently(() => askFederated(admin, projectId));
    say(formatAnswer(answer));

    stage('7. The lineage of one biomarker, from the value to the pixels');
    const biomarker = answer.nodes
      .flatMap((subject) => subject.exams)
      .flatMap((exam) => exam.series)
      .flatMap((series) => series.biomarkers)
      .at(0);
    if (!biomarker) throw new Error('the runs wrote no biomarker');
    say((await patiently(() => readLineage(admin, biomarker.id, 20))).tree);

    stage('8. The same workflow again');
    const again = runs.find((run) => run.state === 'COMPLETED');
    if (!again) throw new Error('no run completed');
    say(await runAgain(asAdmin, asReviewer, projectId, again.exam));
    if (failed.length > 0 && args.folder === null) throw new Error(`${String(failed.length)} runs failed`);
    console.log(`\n${heading('All done')} in ${secondsSinceStart().toFixed(1)} s.`);
  } finally {
    clearInterval(refresh);
    following.abort();
    await following$;
  }
}

const countAnswer = z.object({ quarantine: z.object({ totalCount: z.number() }) });

async function approvedExams(client: HubClient, projectId: string): Promise<number> {
  const { quarantine } = await client.request(
    countAnswer,
    'query ($projectId: ID!) { quarantine(projectId: $projectId, state: APPROVED, first: 1) { totalCount } }',
    {
      projectId,
    },
  );
  return quarantine.totalCount;
}

try {
  const settings = readSettings();
  const args = readArguments(process.argv.slice(2), settings);
  if (args === 'help') console.log(usage);
  else await demo(args);
} catch (caught) {
  console.error(`demo: ${caught instanceof Error ? caught.message : String(caught)}`);
  process.exitCode = 1;
}
