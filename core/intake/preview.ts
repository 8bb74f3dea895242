import { type Preview, previewDeidentification } from '../deidentification/preview.ts';
import { createPseudonyms } from '../deidentification/pseudonyms.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { badInput, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, authorize, type Actor } from '../policy/policy.ts';
import { lookupScope, lookupsFor } from './lookups.ts';
import { lookAtPixels } from './native-pixels.ts';
import type { IntakePorts } from './ports.ts';
import { pinnedProfile, profileOfPool } from './profiles.ts';
import { originalName } from './receive.ts';
import { unseal } from './seal.ts';

export interface AskPreview {
  readonly projectId: string;
  /** A built-in profile, or one of the project as name or name@version. */
  readonly profile: string;
  /** Of a file that came in and whose original is still kept. */
  readonly fileId: string;
  readonly reason: string;
}

export interface ProfiledPreview extends Preview {
  /** With its version. */
  readonly profile: string;
}

/** The dry run: who may read identities sees what de-identification does to an original; each is in the audit trail before it is answered. */
export function createPreview(ports: IntakePorts) {
  const { intake, profiles, objects, secrets, audit, transactor } = ports;
  return {
    /** Nothing is stored. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNSUPPORTED, NOT_DICOM */
    async previewDeidentification(actor: Actor, input: AskPreview): Promise<ProfiledPreview> {
      const { projectId, fileId, reason } = input;
      authorize(actor, 'identity.read', projectId);
      if (reason.trim() === '') throw badInput('reason', 'why the original must be seen', reason);
      const named = await pinnedProfile(profiles, projectId, input.profile, 'profile');
      const original = isId(fileId) ? await intake.originalOf(fileId) : null;
      if (original?.projectId !== projectId) throw notFound('file with an original');
      await transactor.transact(() =>
        audit.append({
          actor: actorName(actor),
          action: 'original.previewed',
          target: `file:${fileId}`,
          projectId,
          reason,
          oldValue: null,
          newValue: { profile: named },
        }),
      );
      const sealed = await objects.get(original.originalObject);
      const bytes = unseal(await secrets.key('intake'), originalName(fileId), sealed);
      const profile = await profileOfPool(profiles, projectId, named);
      const { file, texts } = await lookAtPixels(ports, readDicom(bytes), bytes, profile);
      const lookup = await lookupsFor(file, profile, await lookupScope(secrets, projectId, profile), profiles);
      const pseudonyms = createPseudonyms(await secrets.key(`pseudonyms:${projectId}`));
      return { profile: named, ...previewDeidentification(file, { pseudonyms, profile, lookup, texts }) };
    },
  };
}
