import { HubError, notFound } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import { decidableExam, requireComment, requireWaiting } from './deciding.ts';
import type { QuarantinedExam } from './intake.ts';
import { deidentifyJob, type IntakePorts } from './ports.ts';
import { pinnedProfile } from './profiles.ts';
import type { Progress } from './progress.ts';
import type { SignatureInput, Signing } from './signing.ts';

export interface RequeueExam {
  readonly quarantinedExamId: string;
  /** A built-in profile, or one of the project as `name@version`, or `name`: its newest version. */
  readonly profile: string;
  /** Why. */
  readonly comment: string | null;
  readonly imageCount?: number | null | undefined;
}

/** Sending an exam that waits in quarantine back through another profile. */
export function createRequeue(ports: IntakePorts, progress: Progress, signing: Signing) {
  const { intake, quarantine, reviews, signatures, profiles, objects, jobs, audit, transactor } = ports;

  /**
   * A retry finds what it has done, also where the profile that was asked for by its name alone has a newer version since. Another profile
   * would be asked for in vain. @throws CONFLICT
   */
  async function again(exam: QuarantinedExam, asked: string, pinned: string): Promise<QuarantinedExam> {
    const signed = (await signatures.signaturesOf([exam.id])).get(exam.id) ?? [];
    const used = signed.findLast(({ document }) => document.decision === 'REQUEUE')?.document.details.profile;
    const isSame = used === pinned || (typeof used === 'string' && used.split('@', 1)[0] === asked);
    if (used === undefined || isSame) return exam;
    throw new HubError('CONFLICT', `this exam was requeued already, through ${JSON.stringify(used)}`, {
      state: exam.state,
    });
  }

  return {
    /**
     * The exam as REQUEUED: its images are gone, and its files are de-identified anew, from what came in, by the named profile. What that makes of
     * them waits as other exams. Again by the same profile is no error.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (also a profile that the project does not have), UNAUTHENTICATED, CONFLICT (decided already, sent
     * through another profile, or another number of images)
     */
    async requeueExam(actor: Actor, input: RequeueExam, signature: SignatureInput = {}): Promise<QuarantinedExam> {
      const { person, exam, rule } = await decidableExam(ports, actor, input.quarantinedExamId);
      const { comment } = input;
      requireComment(comment, 'why it goes through another profile');
      const profile = await pinnedProfile(profiles, exam.projectId, input.profile, 'input.profile');
      if (exam.state === 'REQUEUED') return await again(exam, input.profile, profile);
      const seenImages = input.imageCount ?? null;
      requireWaiting(exam, seenImages);
      const signer = await signing.signerOf(person, exam, signature, rule.requireSignature);
      const { requeued, files } = await transactor.transact(async () => {
        const held = await reviews.lock(exam.id);
        if (!held) throw notFound('quarantined exam');
        if (held.state === 'REQUEUED') return { requeued: await again(held, input.profile, profile), files: [] };
        requireWaiting(held, seenImages);
        const images = await quarantine.imagesOf(exam.id);
        if (images.some(({ hasOriginal }) => !hasOriginal))
          throw new HubError('CONFLICT', 'what came in is not kept any more');
        const before = [...new Set(images.flatMap((image) => image.profile ?? []))].toSorted();
        const ingestionIds = await quarantine.ingestionsOf(exam.id);
        const signed = await signing.sign(signer, held, 'REQUEUE', comment, { profile });
        const by = { id: person.id, name: person.username };
        const moved = await reviews.requeue(exam.id, profile, by, comment);
        const batches = new Map(
          moved.map(({ ingestionId, batch }) => [`${ingestionId} ${String(batch)}`, { ingestionId, batch }]),
        );
        await jobs.enqueue([...batches.values()].map((batch) => deidentifyJob(batch.ingestionId, batch.batch)));
        await progress.now(ingestionIds);
        await audit.append({
          actor: person.username,
          action: 'exam.requeued',
          target: `quarantined-exam:${exam.id}`,
          projectId: exam.projectId,
          reason: comment,
          oldValue: { state: 'QUARANTINED', profiles: before },
          newValue: { state: 'REQUEUED', profile, imageCount: held.imageCount, signedBy: person.id, signature: signed },
        });
        return { requeued: (await quarantine.getExams([exam.id])).get(exam.id) ?? held, files: moved };
      });
      // Noted: what is left of this when it is cut off, a later sweep deletes.
      const old = files.flatMap(({ sealedObject }) => sealedObject ?? []);
      for (const object of old) await objects.delete(object);
      await intake.forgetArriving(old);
      return requeued;
    },
  };
}
