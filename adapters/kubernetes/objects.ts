import { z } from 'zod';

/** What we read of Kubernetes' objects; they have much more. Lists that are empty come as nothing, or null. */
const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
const metadata = z.object({
  name: z.string(),
  uid: z.string(),
  creationTimestamp: z.string().nullish(),
  deletionTimestamp: z.string().nullish(),
  ownerReferences: z.array(z.object({ uid: z.string() })).nullish(),
});

export const jobObject = z.object({
  metadata,
  status: z.object({ conditions: z.array(condition).nullish() }).optional(),
});

const terminated = z.object({
  exitCode: z.number().int(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
const containerState = z.object({
  waiting: z.object({ reason: z.string().optional(), message: z.string().optional() }).nullish(),
  running: z.object({ startedAt: z.string().nullish() }).nullish(),
  terminated: terminated.nullish(),
});

export const podObject = z.object({
  metadata,
  status: z
    .object({
      phase: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      conditions: z.array(condition).nullish(),
      containerStatuses: z.array(z.object({ name: z.string(), state: containerState.optional() })).nullish(),
    })
    .optional(),
});

export const podList = z.object({ items: z.array(podObject).nullish() });

/** What the API says when it refuses: a `Status`. */
export const refusal = z.object({ message: z.string() });

export type Job = z.infer<typeof jobObject>;
export type Pod = z.infer<typeof podObject>;
export type Terminated = z.infer<typeof terminated>;
export type Condition = z.infer<typeof condition>;
