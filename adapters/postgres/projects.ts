import type { Role } from '../../core/policy/policy.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { Membership, NewProject, Project, ProjectStore } from '../../core/ports/project-store.ts';
import type { SqlClient } from './sql-client.ts';

interface ProjectRow {
  id: string;
  name: string;
  title: string;
  irb_number: string | null;
  created_at: Date;
}

interface SiteRow {
  site_id: string | null;
  site_name: string | null;
}

const siteOf = ({ site_id: id, site_name: name }: SiteRow): Membership['site'] =>
  id === null || name === null ? null : { id, name };

const columns = 'id, name, title, irb_number, created_at';

const projectOf = (row: ProjectRow): Project => ({
  id: row.id,
  name: row.name,
  title: row.title,
  irbNumber: row.irb_number,
  createdAt: row.created_at,
});

export class PostgresProjects implements ProjectStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async insert(project: NewProject): Promise<boolean> {
    const rows = await this.#sql.query(
      `INSERT INTO project (id, name, title, irb_number, created_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (name) DO NOTHING RETURNING id`,
      [project.id, project.name, project.title, project.irbNumber, project.createdBy],
    );
    return rows.length > 0;
  }

  async byName(name: string): Promise<Project | null> {
    if (name.includes('\0')) return null;
    const [row] = await this.#sql.query<ProjectRow>(`SELECT ${columns} FROM project WHERE name = $1`, [name]);
    return row ? projectOf(row) : null;
  }

  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Project>> {
    const rows = await this.#sql.query<ProjectRow>(`SELECT ${columns} FROM project WHERE id = ANY($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, projectOf(row)]));
  }

  async page(ids: 'ALL' | readonly string[], { first, after }: PageRequest): Promise<Page<Project>> {
    const visible = '($1::uuid[] IS NULL OR id = ANY($1::uuid[]))';
    const filter = ids === 'ALL' ? null : ids;
    const rows = await this.#sql.query<ProjectRow>(
      `SELECT ${columns} FROM project WHERE ${visible} AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3::int`,
      [filter, after, first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM project WHERE ${visible}`,
      [filter],
    );
    return {
      items: rows.slice(0, first).map(projectOf),
      hasNextPage: rows.length > first,
      totalCount: count?.total ?? 0,
    };
  }

  async membersOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly Membership[]>> {
    const members = new Map<string, Membership[]>(projectIds.map((id) => [id, []]));
    const rows = await this.#sql.query<SiteRow & { project_id: string; account_id: string; roles: Role[] }>(
      `SELECT m.project_id, m.account_id, m.roles, s.id AS site_id, s.name AS site_name
         FROM membership m JOIN account a ON a.id = m.account_id LEFT JOIN site s ON s.id = m.site_id
        WHERE m.project_id = ANY($1::uuid[]) ORDER BY lower(a.username)`,
      [projectIds],
    );
    for (const row of rows) {
      const { project_id: projectId, account_id: accountId, roles } = row;
      members.get(projectId)?.push({ projectId, accountId, roles, site: siteOf(row) });
    }
    return members;
  }

  async sitesOf(accountId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.query<{ project_id: string; name: string }>(
      'SELECT m.project_id, s.name FROM membership m JOIN site s ON s.id = m.site_id WHERE m.account_id = $1::uuid',
      [accountId],
    );
    return new Map(rows.map((row) => [row.project_id, row.name]));
  }

  async setMember({
    projectId,
    accountId,
    roles,
    site,
  }: Parameters<ProjectStore['setMember']>[0]): Promise<Pick<Membership, 'roles' | 'site'>> {
    return this.#sql.transact(async () => {
      const [before] = await this.#sql.query<SiteRow & { roles: Role[] }>(
        `SELECT m.roles, s.id AS site_id, s.name AS site_name FROM membership m LEFT JOIN site s ON s.id = m.site_id
          WHERE m.project_id = $1 AND m.account_id = $2 FOR UPDATE OF m`,
        [projectId, accountId],
      );
      if (roles.length === 0) {
        await this.#sql.query('DELETE FROM membership WHERE project_id = $1 AND account_id = $2', [
          projectId,
          accountId,
        ]);
      } else {
        await this.#sql.query(
          `INSERT INTO membership (project_id, account_id, roles, site_id) VALUES ($1, $2, $3::text[], $4::uuid)
           ON CONFLICT (project_id, account_id) DO UPDATE SET roles = excluded.roles,
             site_id = CASE WHEN $5::boolean THEN membership.site_id ELSE excluded.site_id END`,
          [projectId, accountId, roles, site?.id ?? null, site === undefined],
        );
      }
      return { roles: before?.roles ?? [], site: before ? siteOf(before) : null };
    });
  }
}
