import { assetIds } from '../assets/asset-ids.ts';
import { lookupTypesOf } from '../deidentification/profile-input.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import { createPseudonyms, type Pseudonyms } from '../deidentification/pseudonyms.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { HubError, notFound } from '../errors.ts';
import { sealIdentity, type Identity } from '../mapping/identity.ts';
import type { SealedIdentity } from '../ports/identity-map.ts';
import type { DoneImage } from '../ports/image-work.ts';
import type { NewQuarantinedImage, WaitingFile } from '../ports/intake-store.ts';
import type { createCompleteness } from './completeness.ts';
import { FreshOriginals } from './fresh-originals.ts';
import { attempt, inlineImageWork, prepare } from './image-work.ts';
import { updatesElsewhere } from './image-updates.ts';
import { inGroups } from './in-groups.ts';
import { createLeftovers } from './leftovers.ts';
import type { Pool } from './intake.ts';
import { type LookupScope, lookupScope, lookupsFor } from './lookups.ts';
import type { IntakePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { lookAtPixels } from './native-pixels.ts';
import { noted, sideBySide } from './one-by-one.ts';
import { profileOfPool } from './profiles.ts';
import { originalName, reasons } from './receive.ts';
import { defaultRefusedKeptDays, purgeLater } from './refused-files.ts';
import { unseal } from './seal.ts';
import { StagedImages } from './staged-images.ts';

/** Far longer than storing one file takes. */
const abandonedAfterMs = 60 * 60_000;
/** Files of one transaction; of so many one each where the batch was begun before and not ended. */
const chunkSize = 128;

interface Keys {
  readonly seal: Uint8Array;
  readonly pseudonym: Uint8Array;
  readonly pseudonyms: Pseudonyms;
}

/** How a batch is de-identified. */
interface Way {
  readonly pool: Pool;
  readonly keys: Keys;
  readonly profile: DeidentificationProfile;
  readonly lookups: LookupScope;
}

type Outcome =
  { readonly refused: string } | { readonly image: NewQuarantinedImage; readonly identity: Identity | null };

/** The job that brings a batch of received files into quarantine. */
export function createDeidentification(
  ports: IntakePorts,
  progress: Progress,
  { imagesArrived }: Pick<ReturnType<typeof createCompleteness>, 'imagesArrived'>,
  fresh = new FreshOriginals(),
) {
  const { work = inlineImageWork, refusedKeptDays = defaultRefusedKeptDays } = ports;
  const { intake, quarantine, identities, mappingKeys, profiles, objects, secrets, transactor, withdrawn } = ports;
  const { refused: kept } = ports;

  const leftovers = createLeftovers(ports);
  let lookedAt = Date.now();

  /** With what only this thread has: lookup tables, and what looks at pixels. */
  async function processHere(way: Way, file: WaitingFile, bytes: Uint8Array): Promise<DoneImage> {
    const original = attempt(() => readDicom(bytes));
    if ('refused' in original) return original;
    const lookup = await lookupsFor(original.value, way.profile, way.lookups, profiles);
    const { keys, profile } = way;
    const looked = await lookAtPixels(ports, original.value, bytes, profile);
    const { pseudonyms, seal: sealKey } = keys;
    const { id: fileId, round, contentSha256 } = file;
    return prepare({ fileId, round, contentSha256, sealKey, pseudonyms, profile, lookup }, looked);
  }

  /** Null when they are not there. */
  async function storedBytes({ originalObject }: WaitingFile): Promise<Uint8Array | null> {
    if (originalObject === null) return null;
    try {
      return await objects.get(originalObject);
    } catch (caught) {
      if (caught instanceof HubError && caught.code === 'NOT_FOUND') return null;
      throw caught;
    }
  }

  async function process(way: Way, file: WaitingFile, staged: StagedImages): Promise<Outcome> {
    const { keys, profile } = way;
    const plain = fresh.take(file.id);
    const bytes = plain ?? (await storedBytes(file));
    // One file whose bytes are lost doesn't keep the others of its ingestion waiting.
    if (bytes === null) return { refused: reasons.lost };
    const sealedAs = plain === null ? file.sealedAs : null;
    const { id: fileId, round, contentSha256 } = file;
    const here = () =>
      processHere(way, file, sealedAs === null ? bytes : unseal(keys.seal, originalName(sealedAs), bytes));
    const task = {
      fileId,
      round,
      contentSha256,
      bytes,
      sealedAs,
      profile,
      sealKey: keys.seal,
      pseudonymKey: keys.pseudonym,
      stageAt: staged.newPath(),
    };
    const tried = needsThisThread(profile) ? null : await work.deidentify(task);
    const done = tried === null || 'needsPixels' in tried ? await here() : tried;
    if ('refused' in done) return done;
    await staged.add(done.sealed, done.image.sealedObject);
    return { image: done.image, identity: done.identity };
  }

  async function wayBy(pool: Pool, keys: Keys, name: string): Promise<Way> {
    const profile = await profileOfPool(profiles, pool.projectId, name);
    return { pool, keys, profile, lookups: await lookupScope(secrets, pool.projectId, profile) };
  }

  /** Deletes originals of files of what was withdrawn (of all that were refused, where these aren't kept); also those of a run that was cut off before. */
  async function deleteRefused(ingestionId: string): Promise<void> {
    const refused = await intake.refusedOriginals(ingestionId, refusedKeptDays > 0 ? reasons.withdrawn : null);
    if (refused.length === 0) return;
    const gone = await transactor.transact(() => kept.letGo(refused));
    for (const { originalObject } of gone) await objects.delete(originalObject);
    await intake.forgetArriving(gone.map(({ originalObject }) => originalObject));
  }

  /** Deletes sealed originals that were stored and never acknowledged, because the process died in between. */
  async function deleteAbandoned(): Promise<void> {
    if (Date.now() - lookedAt > abandonedAfterMs) {
      lookedAt = Date.now();
      await leftovers.noteLeftovers();
    }
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

  function noteReplaced(pool: Pool, examId: string, imageCount: number): Promise<void> {
    return ports.audit.append({
      actor: 'service:deidentify',
      action: 'exam.images-replaced',
      target: `quarantined-exam:${examId}`,
      projectId: pool.projectId,
      reason: reasons.replaced,
      oldValue: null,
      newValue: { imageCount },
    });
  }

  return {
    /**
     * De-identifies what waits in a batch of an ingestion; running again finds what is left. From the second start on, however the first one ended,
     * one file at a time until all have come that it may have been at: it may have been one of them that ended it.
     * @throws UNAVAILABLE also while another process has one of the files
     */
    async deidentifyBatch(ingestionId: string, batch: number, signal: AbortSignal, start = 1): Promise<void> {
      const ingestion = (await intake.getIngestions([ingestionId])).get(ingestionId);
      const pool = ingestion && (await intake.getPools([ingestion.poolId])).get(ingestion.poolId);
      if (!pool) throw notFound('ingestion');
      await intake.closeBatch(ingestionId, batch);
      const pseudonym = await secrets.key(`pseudonyms:${pool.projectId}`);
      const keys: Keys = {
        seal: await secrets.key('intake'),
        pseudonym,
        pseudonyms: createPseudonyms(pseudonym),
      };
      const ways = new Map<string, Promise<Way>>();
      /** By the pool's profile, or the one that the file was sent back for. */
      const wayOf = (name: string): Promise<Way> => {
        const way = ways.get(name) ?? wayBy(pool, keys, name);
        ways.set(name, way);
        return way;
      };
      const bring = async (waiting: readonly WaitingFile[], isAlone: boolean): Promise<void> => {
        await using staged = new StagedImages(objects);
        const refused: { id: string; reason: string }[] = [];
        const images: NewQuarantinedImage[] = [];
        const found: { readonly researchId: string; readonly person: Identity }[] = [];
        for (const group of inGroups(waiting)) {
          signal.throwIfAborted();
          const work = async (file: WaitingFile): Promise<Outcome> =>
            process(await wayOf(file.profile ?? pool.profile), file, staged);
          const alone = (file: WaitingFile): Promise<Outcome> => noted(intake, file, () => work(file));
          const outcomes = await sideBySide(group, isAlone ? alone : work, signal);
          for (const { file, outcome } of outcomes) {
            if ('refused' in outcome) refused.push({ id: file.id, reason: outcome.refused });
            else {
              images.push(outcome.image);
              if (outcome.identity) found.push({ researchId: outcome.image.researchId, person: outcome.identity });
            }
          }
        }
        await staged.take();
        const left = await transactor.transact(async () => {
          const withdrawnImages = await withdrawnOf(pool.projectId, images);
          const elsewhere = await updatesElsewhere(ports, waiting, images);
          const out = new Set([...withdrawnImages.map(({ fileId }) => fileId), ...elsewhere.map(({ id }) => id)]);
          const keptOut = images.filter(({ fileId }) => out.has(fileId));
          const admitted = images.filter(({ fileId }) => !out.has(fileId));
          const gone = withdrawnImages.map(({ fileId: id }) => ({ id, reason: reasons.withdrawn }));
          // Of one that is withdrawn nothing is kept, whatever else speaks against it.
          await intake.refuse([
            ...gone,
            ...[...refused, ...elsewhere].filter(({ id }) => !gone.some((one) => one.id === id)),
          ]);
          if (refused.length + elsewhere.length > 0 && refusedKeptDays > 0)
            await ports.jobs.enqueue([purgeLater(refusedKeptDays)]);
          // Nothing else has these bytes: they are sealed under their file's name.
          for (const { sealedObject } of keptOut) await objects.delete(sealedObject);
          const { added, replaced, ingestionIds, objects: old } = await quarantine.quarantine(pool, admitted);
          await imagesArrived(
            pool,
            admitted.filter(({ fileId }) => added.has(fileId)),
          );
          for (const [examId, imageCount] of replaced) await noteReplaced(pool, examId, imageCount);
          const people = new Set(admitted.map(({ researchId }) => researchId));
          const known = found.filter(({ researchId }) => people.has(researchId));
          if (known.length > 0) {
            const { newest } = await mappingKeys.hold();
            const sealed = known.map(({ researchId, person }) =>
              sealIdentity(newest, pool.projectId, researchId, person),
            );
            await identities.put(distinct(sealed));
          }
          await progress.now([...new Set([ingestionId, ...ingestionIds])]);
          return old;
        });
        // Noted: what is left of this when it is cut off, a later sweep deletes.
        for (const object of left) await objects.delete(object);
        if (left.length > 0) await intake.forgetArriving(left);
        await deleteRefused(ingestionId);
      };
      const held = new Set<string>();
      const next = (limit: number) => intake.waiting(ingestionId, batch, limit, [...held]);
      // Of the first that wait there were some in work when the start before this one ended.
      for (let suspects = start > 1 ? chunkSize : 0; ; suspects -= 1) {
        const waiting = await next(suspects > 0 ? 1 : chunkSize);
        const [first] = waiting;
        if (!first) break;
        if (suspects <= 0) {
          await bring(waiting, false);
          continue;
        }
        const got = await intake.holdFile(first.id, async () => {
          // Whoever had it may have brought it in just now.
          const [still] = await next(1);
          if (still?.id === first.id) await bring([still], true);
        });
        if (!got) held.add(first.id);
      }
      await deleteRefused(ingestionId);
      await deleteAbandoned();
      // Should that process end, nobody else may know of them.
      if (held.size > 0) throw new HubError('UNAVAILABLE', 'another process is de-identifying files of the batch');
    },
  };
}

const needsThisThread = (profile: DeidentificationProfile): boolean =>
  profile.regions.length > 0 || lookupTypesOf(profile).length > 0;

const distinct = (identities: readonly SealedIdentity[]): readonly SealedIdentity[] => [
  ...new Map(identities.map((identity) => [`${identity.digest} ${identity.researchId}`, identity])).values(),
];
