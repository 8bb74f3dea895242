import { z } from 'zod';
import type { RuleApplications } from '../../core/assets/rule-applications.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';

const payload = z.object({ applicationId: z.uuid() });

/** Handles `rules` jobs: lets a project's rules act on the assets that it has. */
export function rulesHandler(rules: Pick<RuleApplications, 'runTagRuleApplication'>): JobHandler {
  return async (job, signal) => {
    await rules.runTagRuleApplication(payload.parse(job.payload).applicationId, signal);
  };
}
