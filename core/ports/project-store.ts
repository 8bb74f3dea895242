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
  /** The site (institution) that the person works at in this project; null: none is said. */
  readonly site: MemberSite | null;
}

export interface MemberSite {
  readonly id: string;
  readonly name: string;
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
  /**
   * Sets (or with no roles removes) a membership; answers what it was before. Locks it until the transaction ends. A site that
   * is undefined stays as it is.
   */
  setMember(
    membership: Omit<Membership, 'site'> & { readonly site: MemberSite | null | undefined },
  ): Promise<Pick<Membership, 'roles' | 'site'>>;
  /** The names of the sites that the person works at, by project; a project for which none is said is absent. */
  sitesOf(accountId: string): Promise<ReadonlyMap<string, string>>;
}
