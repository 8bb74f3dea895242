import { type Preview, previewDeidentification } from '../deidentification/preview.ts';
import { createPseudonyms } from '../deidentification/pseudonyms.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { sha256 } from '../json.ts';
import { actorName, authorize, type Actor } from '../policy/policy.ts';
import { lookupScope, lookupsFor } from './lookups.ts';
import { lookAtPixels } from './native-pixels.ts';
import type { IntakePorts } from './ports.ts';
import { pinnedProfile, profileOfPool } from './profiles.ts';
import { collect, defaultMaxFileBytes, originalName, reasons } from './receive.ts';
import { unseal } from './seal.ts';

export interface AskSentPreview {
  readonly projectId: string;
  /** A built-in profile, or one of the project as name or name@version. */
  readonly profile: string;
  readonly reason: string;
}

export interface AskPreview extends AskSentPreview {
  /** Of a file that came in and whose original is still kept. */
  readonly fileId: string;
}

export interface ProfiledPreview extends Preview {
  /** With its version. */
  readonly profile: string;
}

/** The dry run: who may read identities sees what de-identification does to an original; each is in the audit trail before it is answered. */
export function createPreview(ports: IntakePorts) {
  const { intake, profiles, objects, secrets, audit, transactor, maxFileBytes = defaultMaxFileBytes } = ports;

  /** The profile with its version. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
  async function permitted(actor: Actor, { projectId, profile, reason }: AskSentPreview): Promise<string> {
    authorize(actor, 'identity.read', projectId);
    if (reason.trim() === '' || reason.includes('\0'))
      throw badInput('reason', 'why the original must be seen', reason);
    return pinnedProfile(profiles, projectId, profile, 'profile');
  }

  async function note(actor: Actor, { projectId, reason }: AskSentPreview, target: string, named: string) {
    await transactor.transact(() =>
      audit.append({
        actor: actorName(actor),
        action: 'original.previewed',
        target,
        projectId,
        reason,
        oldValue: null,
        newValue: { profile: named },
      }),
    );
  }

  async function previewOf(projectId: string, named: string, bytes: Uint8Array): Promise<ProfiledPreview> {
    const profile = await profileOfPool(profiles, projectId, named);
    const { file, texts } = await lookAtPixels(ports, readDicom(bytes), bytes, profile);
    const lookup = await lookupsFor(file, profile, await lookupScope(secrets, projectId, profile), profiles);
    const pseudonyms = createPseudonyms(await secrets.key(`pseudonyms:${projectId}`));
    return { profile: named, ...previewDeidentification(file, { pseudonyms, profile, lookup, texts }) };
  }

  return {
    /** Nothing is stored. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNSUPPORTED, NOT_DICOM */
    async previewDeidentification(actor: Actor, input: AskPreview): Promise<ProfiledPreview> {
      const { projectId, fileId } = input;
      const named = await permitted(actor, input);
      const original = isId(fileId) ? await intake.originalOf(fileId) : null;
      if (original?.projectId !== projectId) throw notFound('file with an original');
      await note(actor, input, `file:${fileId}`, named);
      const sealed = await objects.get(original.originalObject);
      return previewOf(projectId, named, unseal(await secrets.key('intake'), originalName(original.sealedAs), sealed));
    },

    /**
     * Of a file that is sent for this alone, and of which nothing is stored but a keyed digest in the audit trail.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNSUPPORTED, NOT_DICOM, TOO_LARGE
     */
    async previewSentFile(
      actor: Actor,
      input: AskSentPreview,
      source: AsyncIterable<Uint8Array>,
    ): Promise<ProfiledPreview> {
      const named = await permitted(actor, input);
      const { bytes } = await collect(source, maxFileBytes);
      if (bytes === null) throw new HubError('TOO_LARGE', reasons.tooLarge(maxFileBytes));
      const pseudonyms = createPseudonyms(await secrets.key(`pseudonyms:${input.projectId}`));
      await note(actor, input, `sent-file:${pseudonyms.digest(sha256(bytes)).slice(0, 32)}`, named);
      return previewOf(input.projectId, named, bytes);
    },
  };
}
