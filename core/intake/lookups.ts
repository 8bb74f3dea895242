import { createHmac } from 'node:crypto';
import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { elementTexts, textOf } from '../dicom/values.ts';
import type { LookupEntry } from '../deidentification/lookup-file.ts';
import { lookupTypesOf } from '../deidentification/profile-input.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import type { ProfileStore, SealedLookup } from '../ports/profile-store.ts';
import type { Secrets } from '../ports/secrets.ts';
import { seal, unseal } from './seal.ts';

/** Whose tables: those of a project's profile, under all of its versions. */
export interface LookupScope {
  readonly projectId: string;
  /** The name of the profile, without its version. */
  readonly profile: string;
  /** The hub's own key for this purpose (`lookups`). */
  readonly key: Uint8Array;
}

/** Where a profile looks up, in a project. */
export async function lookupScope(
  secrets: Secrets,
  projectId: string,
  { name }: DeidentificationProfile,
): Promise<LookupScope> {
  return { projectId, profile: name.replace(/@.*/, ''), key: await secrets.key('lookups') };
}

const sealName = ({ projectId, profile }: LookupScope, digest: string): string =>
  `lookup:${projectId}:${profile}:${digest}`;

function digestOf({ projectId, profile, key }: LookupScope, type: string, of: string): string {
  const hmac = createHmac('sha256', key).update('digest');
  for (const part of [projectId, profile, type, of]) hmac.update(`\0${String(Buffer.byteLength(part))}:${part}`);
  return hmac.digest('hex');
}

/** The entry as it is kept. */
export function sealLookup(scope: LookupScope, { type, key, value }: LookupEntry): SealedLookup {
  const digest = digestOf(scope, type, key.trim());
  return {
    digest,
    type,
    sealed: seal(scope.key, sealName(scope, digest), Buffer.from(JSON.stringify({ key, value }))),
  };
}

/** What the profile's tables have for the values of one file: one question for all of them. */
export async function lookupsFor(
  file: DicomFile,
  profile: DeidentificationProfile,
  scope: LookupScope,
  store: Pick<ProfileStore, 'findLookups'>,
): Promise<(type: string, key: string) => string | null> {
  if (lookupTypesOf(profile).length === 0) return () => null;
  const wanted = new Set<string>();
  const want = (type: string, text: string): void => {
    if (text !== '') wanted.add(digestOf(scope, type, text.trim()));
  };
  const patientId = textOf(file.dataset, 'PatientID');
  if (profile.researchIds !== null && patientId !== null) want(profile.researchIds.type, patientId);
  collect(file.dataset, profile, want);
  const rows = await store.findLookups(scope.projectId, scope.profile, [...wanted]);
  const found = new Map(
    rows.map(({ digest, sealed }) => {
      const { value } = JSON.parse(unseal(scope.key, sealName(scope, digest), sealed).toString('utf8')) as LookupEntry;
      return [digest, value];
    }),
  );
  return (type, key) => found.get(digestOf(scope, type, key.trim())) ?? null;
}

/** Every value, at any depth, that the profile looks up. */
function collect(
  dataset: DicomDataset,
  profile: DeidentificationProfile,
  want: (type: string, text: string) => void,
): void {
  for (const element of dataset) {
    if (element.value.kind === 'items') {
      for (const item of element.value.items) collect(item, profile, want);
      continue;
    }
    const override = profile.overrides.get(element.tag);
    if (override?.action !== 'LOOKUP') continue;
    for (const text of elementTexts(dataset, element)) want(override.type, text);
  }
}
