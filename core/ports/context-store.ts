import type { Context } from '../assets/context.ts';

/** Contexts by project and name. Every call joins the ambient transaction. */
export interface ContextStore {
  /** Those of the projects that are not removed, in order of project and name. */
  contexts(projectIds: readonly string[]): Promise<readonly Context[]>;
  /** Also a removed one; null when there never was one of that name. */
  context(projectId: string, name: string): Promise<Context | null>;
  /** Makes the context, or the next revision of the one before. False, and nothing written, when it is not the next one. */
  putContext(context: Context): Promise<boolean>;
}
