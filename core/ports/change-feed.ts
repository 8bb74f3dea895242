import type { JsonObject } from '../json.ts';

/** One thing that happened on a topic. `cursor` orders the changes of a topic and resumes a lost subscription. */
export interface Change {
  readonly cursor: string;
  readonly at: Date;
  readonly payload: JsonObject;
}

/** What is told on a topic. */
export interface NewChange {
  readonly topic: string;
  readonly payload: JsonObject;
}

/**
 * Topics: `run:<runId>`, `project-tasks:<projectId>`, `run-stops:<runId>` (attempts at its steps that must end), `project-runs:<projectId>`, `ingestion:<ingestionId>`, `notifications:<userId>`, `call-back:<id>` (what an application tells of its work),
 * `asset-changes:<projectId>`, `completed-exams:<projectId>`.
 * Durable: a subscriber that comes back with the last cursor it saw misses none and sees none twice.
 */
export interface ChangeFeed {
  /** Joins the ambient transaction; subscribers see it after the commit. */
  publish(topic: string, payload: JsonObject): Promise<void>;
  /** The same for several at once, in that order; topics are locked in the order in which they come first. */
  publishAll(changes: readonly NewChange[]): Promise<void>;
  /** The cursor of the newest change there is: what is published from now on comes after it. */
  newest(topic: string): Promise<string>;
  /** Changes after the cursor (null: only those from now on), then new ones until `signal` aborts. */
  subscribe(topic: string, after: string | null, signal: AbortSignal): AsyncIterable<Change>;
}
