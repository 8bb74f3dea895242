import { z } from 'zod';
import type { HubClient } from '../cli/hub-client.ts';
import { counted } from '../cli/output.ts';
import { ensurePlace } from '../cli/places.ts';
import { defaultWorkflow } from '../core/workflows/default-workflow.ts';
import { ensureUser } from './accounts.ts';
import { patiently } from '../cli/patiently.ts';
import { say } from './report.ts';
import type { SyntheticSites } from './synthetic/write-synthetic-sites.ts';

/**
 * The id of the project, with all that the demo needs in it: both sites, a pool for each, a reviewer, the workflow, and
 * the clinical facts of the synthetic subjects. What is there already stays.
 */
export async function prepareProject(
  admin: () => HubClient,
  project: string,
  sites: Readonly<Record<'hospital-a' | 'hospital-b', string>>,
  reviewerPassword: string,
  synthetic: SyntheticSites | null,
): Promise<string> {
  const mutate = (mutation: string, input: Record<string, unknown>) =>
    patiently(() => admin().request(z.unknown(), mutation, { input }));
  let projectId = '';
  for (const [name, url] of Object.entries(sites)) {
    await mutate('mutation ($input: RegisterSiteInput!) { registerSite(input: $input) { site { id } } }', {
      name,
      url,
    });
    projectId = await patiently(() =>
      ensurePlace(admin(), { project, pool: name, siteName: name }, true, () => undefined),
    );
  }
  await patiently(() => ensureUser(admin(), 'reviewer', reviewerPassword, 'The Reviewer'));
  await mutate('mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }', {
    projectId,
    username: 'reviewer',
    roles: ['REVIEWER', 'RESEARCHER'],
  });
  await mutate('mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }', {
    projectId,
    document: defaultWorkflow,
  });
  say(`project ${project}: pools hospital-a and hospital-b, a reviewer, workflow '${defaultWorkflow.name}'`);
  if (synthetic) {
    await mutate(
      'mutation ($input: ImportClinicalRecordsInput!) { importClinicalRecords(input: $input) { imported } }',
      { projectId, records: synthetic.clinical },
    );
    say(`clinical and genomic facts of ${counted(synthetic.clinical.length, 'subject')}`);
  }
  return projectId;
}
