import { assetIds } from '../assets/asset-ids.ts';
import { deidentify } from '../deidentification/deidentify.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import { createPseudonyms, type Pseudonyms } from '../deidentification/pseudonyms.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { numberOf, textOf, uidOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { asError, HubError, notFound } from '../errors.ts';
import { sha256 } from '../json.ts';
import { sealIdentity, type Identity } from '../mapping/identity.ts';
import type { SealedIdentity } from '../ports/identity-map.ts';
import type { NewQuarantinedImage, WaitingFile } from '../ports/intake-store.ts';
import type { createCompleteness } from './completeness.ts';
import { describeImage } from './describe-image.ts';
import { inGroups } from './in-groups.ts';
import type { Pool } from './intake.ts';
import { type LookupScope, lookupScope, lookupsFor } from './lookups.ts';
import type { IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { type LookedAt, lookAtPixels } from './native-pixels.ts';
import { profileOfPool } from './profiles.ts';
import { originalName, reasons } from './receive.ts';
import { seal, sealedName, unseal } from './seal.ts';

/** Far longer than storing one file takes. */
const abandonedAfterMs = 60 * 60_000;
/** Files of one transaction. */
const chunkSize = 32;

interface Keys {
  readonly seal: Uint8Array;
  readonly pseudonyms: Pseudonyms;
}

/** How a batch is de-identified. */
interface Way {
  readonly pool: Pool;
  readonly keys: Keys;
  readonly profile: DeidentificationProfile;
  readonly lookups: LookupScope;
}

type Lookup = (type: string, key: string) => string | null;

type Outcome =
  { readonly refused: string } | { readonly image: NewQuarantinedImage; readonly identity: Identity | null };

/** The job that brings a batch of received files into quarantine. */
export function createDeidentification(
  ports: IntakePorts,
  progress: Progress,
  { imagesArrived }: Pick<ReturnType<typeof createCompleteness>, 'imagesArrived'>,
) {
  const { intake, quarantine, identities, mappingKeys, profiles, objects, secrets, transactor, withdrawn } = ports;

  async function process(way: Way, file: WaitingFile): Promise<Outcome> {
    const { keys } = way;
    const bytes = unseal(keys.seal, originalName(file.id), await objects.get(file.originalObject));
    const original = attempt(() => readDicom(bytes));
    if ('refused' in original) return original;
    const lookup = await lookupsFor(original.value, way.profile, way.lookups, profiles);
    const looked = await lookAtPixels(ports, original.value, bytes, way.profile);
    const attempted = attempt(() => prepare(way, file, looked, lookup));
    if ('refused' in attempted) return attempted;
    const prepared = attempted.value;
    const { sha256: sealedObject } = await objects.put(
      seal(keys.seal, sealedName({ fileId: file.id, round: file.round }), prepared.content),
    );
    return { image: { ...prepared.image, sealedObject }, identity: prepared.identity };
  }

  async function wayBy(pool: Pool, keys: Keys, name: string): Promise<Way> {
    const profile = await profileOfPool(profiles, pool.projectId, name);
    return { pool, keys, profile, lookups: await lookupScope(secrets, pool.projectId, profile) };
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

  /** The images of what was withdrawn. */
  async function withdrawnOf(
    projectId: string,
    images: readonly NewQuarantinedImage[],
  ): Promise<readonly NewQuarantinedImage[]> {
    const idsOf = (image: NewQuarantinedImage) => [
      assetIds.subject(projectId, image.researchId),
      assetIds.exam(projectId, image.studyInstanceUID),
      assetIds.series(projectId, image.seriesInstanceUID),
      assetIds.image(projectId, image.sopInstanceUID),
    ];
    const gone = await withdrawn.among(images.flatMap(idsOf));
    return gone.size === 0 ? [] : images.filter((image) => idsOf(image).some((id) => gone.has(id)));
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
      const ways = new Map<string, Promise<Way>>();
      /** By the pool's profile, or the one that the file was sent back for. */
      const wayOf = (name: string): Promise<Way> => {
        const way = ways.get(name) ?? wayBy(pool, keys, name);
        ways.set(name, way);
        return way;
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
            group.map(async (file) => ({
              file,
              outcome: await process(await wayOf(file.profile ?? pool.profile), file),
            })),
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
          const keptOut = await withdrawnOf(pool.projectId, images);
          const out = new Set(keptOut.map(({ fileId }) => fileId));
          const admitted = images.filter(({ fileId }) => !out.has(fileId));
          await intake.refuse([...refused, ...keptOut.map(({ fileId: id }) => ({ id, reason: reasons.withdrawn }))]);
          // Nothing else has these bytes: they are sealed under their file's name.
          for (const { sealedObject } of keptOut) await objects.delete(sealedObject);
          await quarantine.quarantine(pool, admitted);
          await imagesArrived(pool, admitted);
          const people = new Set(admitted.map(({ researchId }) => researchId));
          const known = found.filter(({ researchId }) => people.has(researchId));
          if (known.length > 0) {
            const { newest } = await mappingKeys.hold();
            const sealed = known.map(({ researchId, person }) =>
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

/** What a step that depends on the bytes alone gives, or why it can't: trying again would end the same. */
function attempt<T>(step: () => T): { readonly value: T } | { readonly refused: string } {
  try {
    return { value: step() };
  } catch (caught) {
    // Foreign messages may quote the file.
    const error = asError(caught);
    return { refused: error instanceof HubError ? error.message : `cannot be de-identified (${error.name})` };
  }
}

/** The de-identified file with all that quarantine keeps of it. Pure: throws for what cannot be de-identified. */
function prepare({ keys, profile }: Way, waiting: WaitingFile, looked: LookedAt, lookup: Lookup): Prepared {
  const { file: original, texts } = looked;
  const result = deidentify(original, { pseudonyms: keys.pseudonyms, profile, lookup, texts });
  const content = writeDicom(result.file);
  const { dataset } = result.file;
  const required = (keyword: string): string => {
    const uid = uidOf(dataset, keyword);
    if (uid === null) throw new HubError('UNSUPPORTED', `de-identification left no valid ${keyword}`);
    return uid;
  };
  const patientId = textOf(original.dataset, 'PatientID');
  const saidImages = numberOf(original.dataset, 'NumberOfStudyRelatedInstances');
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
      saidImages: saidImages !== null && Number.isSafeInteger(saidImages) && saidImages > 0 ? saidImages : null,
      series,
      image,
      findings: result.findings,
      sha256: sha256(content),
      sizeBytes: content.length,
      originalDigest: keys.pseudonyms.digest(waiting.contentSha256),
      deidentifiedAt: new Date(),
      profile: profile.name,
      round: waiting.round,
    },
    // A file without Patient ID leads to nobody.
    identity: patientId === null ? null : { patientId, issuer: textOf(original.dataset, 'IssuerOfPatientID') ?? '' },
  };
}

const distinct = (identities: readonly SealedIdentity[]): readonly SealedIdentity[] => [
  ...new Map(identities.map((identity) => [`${identity.digest} ${identity.researchId}`, identity])).values(),
];
