import { redact, redactedFinding, type Redaction } from '../deidentification/redact.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { isEncapsulated } from '../dicom/transfer-syntax.ts';
import { numberOf } from '../dicom/values.ts';
import { writeDicom } from '../dicom/write-dicom.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { newId } from '../ids.ts';
import { sha256, type JsonObject } from '../json.ts';
import type { Actor } from '../policy/policy.ts';
import type { HeldImage } from '../ports/intake-store.ts';
import type { ReplacedImage } from '../ports/review-store.ts';
import { decidableExam, requireComment, requireWaiting } from './deciding.ts';
import { inGroups } from './in-groups.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import { checkedRedaction, type RedactImages } from './redaction-input.ts';
import { seal, sealedName, unseal } from './seal.ts';
import type { SignatureInput, Signing } from './signing.ts';

/** Images of one redaction; more are done in several. */
const maxImages = 2000;

/** Blacking out regions of images that wait in quarantine. */
export function createRedaction(ports: IntakePorts, signing: Signing) {
  const { intake, quarantine, reviews, objects, decoder, secrets, audit, transactor } = ports;

  /** The image's new file, stored; null where the image is of another size than asked for, or is so already. */
  async function redacted(key: Uint8Array, image: HeldImage, wanted: Wanted): Promise<ReplacedImage | null> {
    const { sealedObject: oldObject, fileId } = image;
    if (oldObject === null) throw new HubError('CONFLICT', 'the images are no longer in quarantine');
    const name = sealedName(image);
    const bytes = unseal(key, name, await objects.get(oldObject));
    const file = readDicom(bytes);
    const { size, redaction } = wanted;
    if (size && (numberOf(file.dataset, 'Rows') !== size.rows || numberOf(file.dataset, 'Columns') !== size.columns))
      return null;
    const isNative = !isEncapsulated(file.transferSyntaxUID);
    const changed = redact(isNative ? file : readDicom(await decoder.decompress(bytes)), redaction);
    const content = writeDicom(changed);
    if (sha256(content) === image.sha256) return null;
    const sealed = seal(key, name, content);
    if (!(await intake.noteArriving(sha256(sealed))))
      throw new HubError('UNAVAILABLE', 'what an earlier redaction left is being deleted; try again');
    const { sha256: sealedObject } = await objects.put(sealed);
    return {
      fileId,
      oldObject,
      sealedObject,
      sha256: sha256(content),
      sizeBytes: content.length,
      image: { ...image.image, transferSyntaxUID: changed.transferSyntaxUID },
      findings: [...image.findings.filter(({ kind }) => kind !== redactedFinding.kind), redactedFinding],
    };
  }

  async function chosenImages(exam: QuarantinedExam, { imageIds, seriesInstanceUID }: RedactImages) {
    const images = await quarantine.imagesOf(exam.id);
    const known = new Set(images.map(({ fileId }) => fileId));
    const strange = imageIds?.findIndex((id) => !known.has(id)) ?? -1;
    if (strange >= 0) throw badInput(`input.imageIds[${String(strange)}]`, 'an image of the exam', imageIds?.[strange]);
    const series = seriesInstanceUID ?? null;
    const ofSeries = images.filter((image) => series === null || image.seriesInstanceUID === series);
    if (ofSeries.length === 0) throw badInput('input.seriesInstanceUID', 'a series of the exam', series);
    const wanted = imageIds && new Set(imageIds);
    const chosen = ofSeries.filter(({ fileId }) => wanted?.has(fileId) ?? true);
    if (chosen.length > maxImages)
      throw new HubError('LIMIT_EXCEEDED', `at most ${String(maxImages)} images at once, not ${String(chosen.length)}`);
    return chosen;
  }

  return {
    /**
     * The exam, in which the regions of the chosen images are black for good: their old files are deleted, and nobody has looked at the new ones
     * (`viewedByMe`). It stays in quarantine. Regions that are black already change nothing.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNAUTHENTICATED, CONFLICT (decided already, or changed meanwhile), UNSUPPORTED (pixels that
     * can't be changed), LIMIT_EXCEEDED, UNAVAILABLE; nothing is changed then
     */
    async redactImages(actor: Actor, input: RedactImages, signature: SignatureInput = {}): Promise<QuarantinedExam> {
      const { person, exam, rule } = await decidableExam(ports, actor, input.quarantinedExamId);
      const { comment } = input;
      requireComment(comment, null);
      const wanted = checkedRedaction(input);
      const seenImages = input.imageCount ?? null;
      requireWaiting(exam, seenImages);
      const chosen = await chosenImages(exam, input);
      const signer = await signing.signerOf(person, exam, signature, rule.requireSignature);
      const key = await secrets.key('intake');
      const replaced: ReplacedImage[] = [];
      for (const group of inGroups(chosen))
        replaced.push(
          ...(await Promise.all(group.map((image) => redacted(key, image, wanted)))).filter((one) => one !== null),
        );
      if (replaced.length === 0) return exam;
      const changed = await transactor.transact(async () => {
        const held = await reviews.lock(exam.id);
        if (!held) throw notFound('quarantined exam');
        requireWaiting(held, seenImages);
        if (!(await reviews.replaceImages(exam.id, replaced)))
          throw new HubError('CONFLICT', 'images of the exam were changed meanwhile: look at them again');
        const { regions, frames } = wanted.redaction;
        const fileIds = replaced.map(({ fileId }) => fileId);
        const at = new Date();
        const by = { redactedBy: person.username, redactedById: person.id, redactedAt: at };
        await reviews.putRedaction(exam.id, { id: newId(), ...by, regions, frames, fileIds });
        const details: JsonObject = { regions: regions.map((region) => ({ ...region })), frames, images: fileIds };
        const signed = await signing.sign(signer, held, 'REDACT', comment, details);
        await audit.append({
          actor: person.username,
          action: 'exam.redacted',
          target: `quarantined-exam:${exam.id}`,
          projectId: exam.projectId,
          reason: comment,
          oldValue: { sha256: oldHashes(chosen, replaced) },
          newValue: { ...details, sha256: replaced.map((one) => one.sha256), signedBy: person.id, signature: signed },
        });
        return (await quarantine.getExams([exam.id])).get(exam.id) ?? held;
      });
      // Noted: what is left of this when it is cut off, a later sweep deletes.
      const old = replaced.map(({ oldObject }) => oldObject);
      for (const object of old) await objects.delete(object);
      await intake.forgetArriving(old);
      return changed;
    },
  };
}

/** What a reviewer asks for, checked. */
interface Wanted {
  readonly redaction: Redaction;
  readonly size: { readonly rows: number; readonly columns: number } | null;
}

function oldHashes(chosen: readonly HeldImage[], replaced: readonly ReplacedImage[]): readonly string[] {
  const hashes = new Map(chosen.map((image) => [image.fileId, image.sha256]));
  return replaced.flatMap(({ fileId }) => hashes.get(fileId) ?? []);
}
