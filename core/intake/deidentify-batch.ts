import { deidentify } from '../deidentification/deidentify.ts';
import { createPseudonyms, type Pseudonyms } from '../deidentification/pseudonyms.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { textOf, uidOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { asError, HubError, notFound } from '../errors.ts';
import { sha256 } from '../json.ts';
import { sealIdentity, type Identity } from '../mapping/identity.ts';
import type { SealedIdentity } from '../ports/identity-map.ts';
import type { NewQuarantinedImage, WaitingFile } from '../ports/intake-store.ts';
import { describeImage } from './describe-image.ts';
import { inGroups } from './in-groups.ts';
import type { Pool } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { originalName } from './receive.ts';
import { seal, unseal } from './seal.ts';

/** The name under which a de-identified file waits sealed. */
export const deidentifiedName = (fileId: string): string => `deidentified:${fileId}`;

/** Far longer than storing one file takes. */
const abandonedAfterMs = 60 * 60_000;
/** Files of one transaction. */
const chunkSize = 32;

interface Keys {
  readonly seal: Uint8Array;
  readonly pseudonyms: Pseudonyms;
}

type Outcome =
  { readonly refused: string } | { readonly image: NewQuarantinedImage; readonly identity: Identity | null };

/** The job that brings a batch of received files into quarantine. */
export function createDeidentification(ports: IntakePorts, progress: Progress) {
  const { intake, quarantine, identities, mappingKeys, objects, secrets, transactor } = ports;

  async function process(pool: Pool, keys: Keys, file: WaitingFile): Promise<Outcome> {
    const bytes = unseal(keys.seal, originalName(file.id), await objects.get(file.originalObject));
    let prepared: Prepared;
    try {
      prepared = prepare(pool, keys, file, bytes);
    } catch (caught) {
      // These steps depend on the bytes alone: trying again would end the same. Foreign messages may quote the file.
      const error = asError(caught);
      return { refused: error instanceof HubError ? error.message : `cannot be de-identified (${error.name})` };
    }
    const { sha256: sealedObject } = await objects.put(seal(keys.seal, deidentifiedName(file.id), prepared.content));
    return { image: { ...prepared.image, sealedObject }, identity: prepared.identity };
  }

  /** Deletes originals of files that were refused; also those of a run that was cut off between refusing and deleting. */
  async function deleteRefused(ingestionId: string): Promise<void> {
    const refused = await intake.refusedOriginals(ingestionId);
    if (refused.length === 0) return;
    for (const { originalObject } of refused) await objects.delete(originalObject);
    await intake.forgetOriginals(refused.map((file) => file.fileId));
  }

  /** Deletes sealed originals that were stored and never acknowledged, because the process died in between. */
  async function deleteAbandoned(): Promise<void> {
    const abandoned = await intake.claimAbandoned(abandonedAfterMs);
    for (const object of abandoned) await objects.delete(object);
    if (abandoned.length > 0) await intake.forgetArriving(abandoned);
  }

  return {
    /** De-identifies what waits in a batch of an ingestion; running again finds what is left. */
    async deidentifyBatch(ingestionId: string, batch: number, signal: AbortSignal): Promise<void> {
      const ingestion = (await intake.getIngestions([ingestionId])).get(ingestionId);
      const pool = ingestion && (await intake.getPools([ingestion.poolId])).get(ingestion.poolId);
      if (!pool) throw notFound('ingestion');
      await intake.closeBatch(ingestionId, batch);
      const keys: Keys = {
        seal: await secrets.key('intake'),
        pseudonyms: createPseudonyms(await secrets.key(`pseudonyms:${pool.projectId}`)),
      };
      for (;;) {
        const waiting = await intake.waiting(ingestionId, batch, chunkSize);
        if (waiting.length === 0) break;
        const refused: { id: string; reason: string }[] = [];
        const images: NewQuarantinedImage[] = [];
        const found: { readonly researchId: string; readonly person: Identity }[] = [];
        for (const group of inGroups(waiting)) {
          signal.throwIfAborted();
          const outcomes = await Promise.all(
            group.map(async (file) => ({ file, outcome: await process(pool, keys, file) })),
          );
          for (const { file, outcome } of outcomes) {
            if ('refused' in outcome) refused.push({ id: file.id, reason: outcome.refused });
            else {
              images.push(outcome.image);
              if (outcome.identity) found.push({ researchId: outcome.image.researchId, person: outcome.identity });
            }
          }
        }
        await transactor.transact(async () => {
          await intake.refuse(refused);
          await quarantine.quarantine(pool, images);
          if (found.length > 0) {
            const { newest } = await mappingKeys.hold();
            const sealed = found.map(({ researchId, person }) =>
              sealIdentity(newest, pool.projectId, researchId, person),
            );
            await identities.put(distinct(sealed));
          }
          await progress.now([ingestionId]);
        });
        await deleteRefused(ingestionId);
      }
      await deleteRefused(ingestionId);
      await deleteAbandoned();
    },
  };
}

interface Prepared {
  readonly content: Uint8Array;
  readonly image: Omit<NewQuarantinedImage, 'sealedObject'>;
  readonly identity: Identity | null;
}

/** The de-identified file with all that quarantine keeps of it. Pure: throws for what cannot be de-identified. */
function prepare(pool: Pool, keys: Keys, waiting: WaitingFile, bytes: Uint8Array): Prepared {
  const original = readDicom(bytes);
  const result = deidentify(original, { pseudonyms: keys.pseudonyms, profile: pool.profile });
  const content = writeDicom(result.file);
  const { dataset } = result.file;
  const required = (keyword: string): string => {
    const uid = uidOf(dataset, keyword);
    if (uid === null) throw new HubError('UNSUPPORTED', `de-identification left no valid ${keyword}`);
    return uid;
  };
  const patientId = textOf(original.dataset, 'PatientID');
  const { series, image, studyDate, studyDescription } = describeImage(result.file, original.dataset);
  return {
    content,
    image: {
      fileId: waiting.id,
      studyInstanceUID: required('StudyInstanceUID'),
      seriesInstanceUID: required('SeriesInstanceUID'),
      sopInstanceUID: required('SOPInstanceUID'),
      researchId: result.researchId,
      studyDate,
      studyDescription,
      series,
      image,
      findings: result.findings,
      sha256: sha256(content),
      sizeBytes: content.length,
      originalDigest: keys.pseudonyms.digest(waiting.contentSha256),
      deidentifiedAt: new Date(),
    },
    // A file without Patient ID leads to nobody.
    identity: patientId === null ? null : { patientId, issuer: textOf(original.dataset, 'IssuerOfPatientID') ?? '' },
  };
}

const distinct = (identities: readonly SealedIdentity[]): readonly SealedIdentity[] => [
  ...new Map(identities.map((identity) => [identity.digest, identity])).values(),
];
