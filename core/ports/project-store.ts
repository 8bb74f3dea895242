import type { Role } from '../policy/policy.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** What an ethics board approves: the top level of data. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly irbNumber: string | null;
  readonly createdAt: Date;
}

export interface NewProject extends Omit<Project, 'createdAt'> {
  readonly createdBy: string;
}

/** One person's roles in one project. */
export interface Membership {
  readonly projectId: string;
  readonly accountId: string;
  readonly roles: readonly Role[];
}

export interface ProjectStore {
  /** False, and nothing written, when the name is taken. */
  insert(project: NewProject): Promise<boolean>;
  byName(name: string): Promise<Project | null>;
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Project>>;
  /** In order of id. */
  page(ids: 'ALL' | readonly string[], page: PageRequest): Promise<Page<Project>>;
  /** Members of each of the projects, by username; every given id has a (perhaps empty) list. */
  membersOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly Membership[]>>;
  /** Sets (or with no roles removes) a membership; answers the roles held before. Locks it until the transaction ends. */
  setMember(membership: Membership): Promise<readonly Role[]>;
}
