import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { openDicomWebArchive } from '../../adapters/dicomweb/archive.ts';
import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresAuditTrail } from '../../adapters/postgres/audit-trail.ts';
import { PostgresSiteLooks } from '../../adapters/postgres/site-looks.ts';
import { PostgresSites } from '../../adapters/postgres/sites.ts';
import type { SqlClient } from '../../adapters/postgres/sql-client.ts';
import { startSite } from '../../cli/wire-site.ts';
import { createArchives, type ArchivePorts, type Archives } from '../../core/archives/archives.ts';
import { assetIds } from '../../core/assets/asset-ids.ts';
import { HubError } from '../../core/errors.ts';
import { nameId, newId } from '../../core/ids.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { basicAsBearer } from '../../gateway/door/basic-token.ts';
import { dicomwebRoutes } from '../../gateway/routes/dicomweb.ts';
import type { RunningSite } from '../../site/serve-site.ts';
import { testActor } from '../support/actors.ts';
import { testSecrets } from '../support/people.ts';
import { freshSql } from '../support/postgres.ts';

export const [alpha, beta] = [nameId('test-project', 'alpha'), nameId('test-project', 'beta')];
export const admin = testActor({ administrator: true, username: 'admin' });
export const member = testActor({ roles: { [alpha]: ['VIEWER'] }, username: 'member' });
export const stranger = testActor({ username: 'stranger' });
export const siteToken = 'a-token-for-tests-only';

/** Sites' archives over real stores, with the hub's DICOMweb door open on a port. */
export class ArchivesHub {
  readonly sql: SqlClient;
  readonly graph: PostgresAssetGraph;
  readonly archives: Archives;
  /** `http://127.0.0.1:PORT/dicom-web` */
  base = '';
  readonly #server: FastifyInstance = fastify();
  readonly #closers: (() => Promise<unknown>)[] = [];
  readonly #people = new Map([admin, member, stranger].map((actor) => [`Bearer token-of-${actor.username}`, actor]));

  private constructor(sql: SqlClient, ports: Partial<ArchivePorts>) {
    this.sql = sql;
    this.graph = new PostgresAssetGraph(sql);
    this.archives = createArchives({
      sites: new PostgresSites(sql),
      looks: new PostgresSiteLooks(sql),
      graph: this.graph,
      audit: new PostgresAuditTrail(sql),
      transactor: sql,
      secrets: testSecrets,
      openArchive: openDicomWebArchive,
      deadlineMs: 1000,
      firstByteMs: 2000,
      ...ports,
    });
  }

  static async open(ports: Partial<ArchivePorts> = {}): Promise<ArchivesHub> {
    const hub = new ArchivesHub(await freshSql(), ports);
    await hub.sql.query("INSERT INTO project (id, name) VALUES ($1, 'alpha'), ($2, 'beta')", [alpha, beta]);
    await hub.#server.register(dicomwebRoutes, {
      archives: hub.archives,
      actorOf: (authorization) => hub.#actorOf(authorization),
    });
    hub.base = `${await hub.#server.listen({ port: 0, host: '127.0.0.1' })}/dicom-web`;
    return hub;
  }

  async #actorOf(authorization: string | undefined): Promise<Actor> {
    if (authorization === undefined) return anonymous;
    const actor = this.#people.get((await Promise.resolve(basicAsBearer(authorization))) ?? '');
    if (!actor) throw new HubError('UNAUTHENTICATED', 'the access token is not good');
    return actor;
  }

  /** A site of ours over an empty folder. */
  async startSite(): Promise<RunningSite> {
    const folder = await mkdtemp(join(tmpdir(), 'pesscara-door-'));
    const site = await startSite({ folder, host: '127.0.0.1', port: 0, token: siteToken });
    this.#closers.push(async () => {
      await site.close(0);
      await rm(folder, { recursive: true, force: true });
    });
    return site;
  }

  /** Registers an archive as a site that serves these projects; answers its id. */
  async addSite(name: string, url: string, token: string | null, ...projects: readonly string[]): Promise<string> {
    const { id } = await this.archives.registerSite(admin, { name, url, token });
    for (const project of projects) {
      await this.sql.query(
        "INSERT INTO pool (id, project_id, name, profile, site_id, created_by) VALUES ($1, $2, $3, 'research', $4, 'test')",
        [newId(), project, `for-${name}`, id],
      );
    }
    return id;
  }

  /** Registers the study as an exam of the project. */
  async addExam(projectId: string, studyInstanceUID: string): Promise<string> {
    const common = { projectId, kind: null, content: null, createdBy: 'test' };
    const [project, subject] = [assetIds.project(projectId), assetIds.subject(projectId, 'R-1')];
    const id = assetIds.exam(projectId, studyInstanceUID);
    await this.graph.putAssets([
      { ...common, id: project, level: 'PROJECT', label: 'p', properties: {}, parentIds: [] },
      { ...common, id: subject, level: 'SUBJECT', label: 'R-1', properties: {}, parentIds: [project] },
      { ...common, id, level: 'EXAM', label: 'e', properties: { studyInstanceUID }, parentIds: [subject] },
    ]);
    return id;
  }

  /** Asks the door; as nobody for null. */
  ask(path: string, who: Actor | null = member, headers: Record<string, string> = {}, init: RequestInit = {}) {
    const authorization = who?.kind === 'user' ? { authorization: `Bearer token-of-${who.username}` } : {};
    return fetch(`${this.base}${path}`, { ...init, headers: { ...authorization, ...headers } });
  }

  async close(): Promise<void> {
    await this.#server.close();
    for (const close of this.#closers) await close();
    await this.sql.close();
  }
}
