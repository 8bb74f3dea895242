import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerRenderer } from '../../adapters/dicom-render/worker-renderer.ts';
import { FileObjectStore } from '../../adapters/files/file-object-store.ts';
import { PostgresAssetMoves } from '../../adapters/postgres/asset-moves.ts';
import { PostgresCompleteness } from '../../adapters/postgres/completeness.ts';
import { PostgresCorrections } from '../../adapters/postgres/corrections.ts';
import { fastXmlReader } from '../../adapters/xml/fast-xml-reader.ts';
import { createCorrections } from '../../core/corrections/corrections.ts';
import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresTombstones } from '../../adapters/postgres/asset-tombstones.ts';
import { PostgresAuditTrail } from '../../adapters/postgres/audit-trail.ts';
import { PostgresChangeFeed } from '../../adapters/postgres/change-feed.ts';
import { PostgresIdentityMap } from '../../adapters/postgres/identity-map.ts';
import { PostgresIntake } from '../../adapters/postgres/intake.ts';
import { PostgresProfiles } from '../../adapters/postgres/profiles.ts';
import { PostgresMappingKeys } from '../../adapters/postgres/mapping-keys.ts';
import { PostgresQuarantine } from '../../adapters/postgres/intake-quarantine.ts';
import { PostgresJobQueue } from '../../adapters/postgres/job-queue.ts';
import { PostgresPropertyNames } from '../../adapters/postgres/property-names.ts';
import { PostgresRefusedFiles } from '../../adapters/postgres/refused-files.ts';
import { PostgresReruns } from '../../adapters/postgres/reruns.ts';
import { PostgresVersions } from '../../adapters/postgres/versions.ts';
import { JoseCertifier } from '../../adapters/jose/jose-certifier.ts';
import { PostgresPoolReviews } from '../../adapters/postgres/pool-reviews.ts';
import { PostgresReviews } from '../../adapters/postgres/reviews.ts';
import { PostgresReviewSignatures } from '../../adapters/postgres/review-signatures.ts';
import { PostgresReceivers } from '../../adapters/postgres/receivers.ts';
import type { SqlClient } from '../../adapters/postgres/sql-client.ts';
import { PostgresWithdrawals } from '../../adapters/postgres/withdrawals.ts';
import { PostgresTagStore } from '../../adapters/postgres/tag-store.ts';
import { DerivedSecrets } from '../../adapters/secrets/derived-secrets.ts';
import { zipReader } from '../../adapters/zip/zip-reader.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { uidOf } from '../../core/dicom/values.ts';
import { HubError, notFound } from '../../core/errors.ts';
import { nameId } from '../../core/ids.ts';
import { createIntake, type IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { IntakePorts, ReviewPeople } from '../../core/intake/ports.ts';
import type { KnownPerson } from '../../core/signatures/confirm-person.ts';
import { createMapping, type Mapping } from '../../core/mapping/mapping.ts';
import { createMappingKeys } from '../../core/mapping/mapping-keys.ts';
import { createKeyRotation, type KeyRotation } from '../../core/mapping/rotate-key.ts';
import { may } from '../../core/policy/policy.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { JobHandler, QueueName } from '../../core/ports/job-queue.ts';
import { purgeErased } from '../../core/withdrawals/purge.ts';
import { archiveHandler } from '../../workers/archive/archive.ts';
import { deidentifyHandler } from '../../workers/deidentify/deidentify.ts';
import { registerHandler } from '../../workers/register/register.ts';
import { testActor } from '../support/actors.ts';
import { freshSql } from '../support/postgres.ts';
import { emptyTables } from '../support/empty-tables.ts';

export const projectId = nameId('test-project', 'glioma');
export const otherProjectId = nameId('test-project', 'other');
const siteId = nameId('site', 'north');

/** People with fixed ids, so that two hubs that did the same have the same rows. */
export const manager = testActor({
  id: nameId('user', 'manager'),
  username: 'manager',
  roles: { [projectId]: ['MANAGER'] },
});
export const curator = testActor({
  id: nameId('user', 'curator'),
  username: 'curator',
  roles: { [projectId]: ['CURATOR'] },
});
export const reviewer = testActor({
  id: nameId('user', 'reviewer'),
  username: 'reviewer',
  roles: { [projectId]: ['REVIEWER'] },
});
export const viewer = testActor({
  id: nameId('user', 'viewer'),
  username: 'viewer',
  roles: { [projectId]: ['VIEWER'] },
});
export const owner = testActor({ id: nameId('user', 'owner'), username: 'owner', roles: { [projectId]: ['OWNER'] } });
export const stranger = testActor({
  id: nameId('user', 'stranger'),
  username: 'stranger',
  roles: { [otherProjectId]: ['OWNER'] },
});

/** A site's archive that keeps what it is given; `refuse` makes it refuse instances. */
class TestSite {
  readonly instances = new Map<string, Uint8Array>();
  requests = 0;
  refuse: (sopInstanceUID: string) => boolean = () => false;
  /** As Orthanc does unless it is told to overwrite: what it has stays, and it says that it has stored it. */
  keepsFirst = false;

  readonly port: IntakePorts['sites'] = {
    siteByName: (name) => (name === 'north' ? Promise.resolve({ id: siteId, name }) : Promise.reject(notFound('site'))),
    // As the real one: whoever may see the project sees its site.
    sitesByIds: (actor, ids) =>
      Promise.resolve(
        new Map(
          ids
            .filter((id) => id === siteId && may(actor, 'project.read', projectId))
            .map((id) => [id, { id, name: 'north', url: null, deadlineMs: null }]),
        ),
      ),
    store: (_actor, _site, instances) => {
      this.requests += 1;
      const stored: string[] = [];
      const failed: { sopInstanceUID: string; reason: string }[] = [];
      for (const bytes of instances) {
        const uid = uidOf(readDicom(bytes).dataset, 'SOPInstanceUID') ?? '';
        if (this.refuse(uid)) failed.push({ sopInstanceUID: uid, reason: 'out of space' });
        else {
          if (!this.keepsFirst || !this.instances.has(uid)) this.instances.set(uid, bytes);
          stored.push(uid);
        }
      }
      return Promise.resolve({ stored, failed });
    },
    heldInstance: (_actor, _site, { instance }) => {
      const held = this.instances.get(instance);
      return held ? Promise.resolve(held) : Promise.reject(notFound('instance'));
    },
  };
}

/** The people of these tests; the password of each is `of-<username>`. */
class TestPeople implements ReviewPeople {
  readonly told: { readonly to: readonly string[]; readonly text: string }[] = [];

  confirmPassword(username: string, password: string): Promise<void> {
    if (password === `of-${username}`) return Promise.resolve();
    return Promise.reject(new HubError('UNAUTHENTICATED', 'wrong username or password'));
  }

  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
    const known = [manager, curator, reviewer, viewer, owner, stranger].filter(({ id }) => ids.includes(id));
    return Promise.resolve(
      new Map(known.map(({ id, username }) => [id, { id, username, displayName: `Dr. ${username}` }])),
    );
  }

  async reviewersOf(project: string): Promise<readonly KnownPerson[]> {
    const able = [reviewer, owner].filter((actor) => may(actor, 'intake.review', project));
    return [...(await this.byIds(able.map(({ id }) => id))).values()];
  }

  tell(to: readonly string[], _about: string, text: string): Promise<void> {
    this.told.push({ to, text });
    return Promise.resolve();
  }
}

/** Real adapters over a database of its own and a temporary folder. `reset` makes it as new, which is quicker than opening another. */
export class TestHub {
  readonly sql: SqlClient;
  readonly #folder: string;
  readonly #secrets: DerivedSecrets;
  readonly #eyes = eyesOfTests();
  readonly #jobs: PostgresJobQueue;
  readonly #maxFileBytes: number;
  readonly #intakes: IntakeUseCases[] = [];
  #objectsFolder = '';
  ports: IntakePorts;
  site = new TestSite();
  readonly people = new TestPeople();

  private constructor(
    sql: SqlClient,
    folder: string,
    secrets: DerivedSecrets,
    objects: ObjectStore,
    maxFileBytes: number,
  ) {
    this.sql = sql;
    this.#folder = folder;
    this.#secrets = secrets;
    this.#maxFileBytes = maxFileBytes;
    this.#jobs = new PostgresJobQueue(sql, { backoffMs: 1, onError: () => undefined });
    this.ports = this.#portsOver(objects);
  }

  static async open(maxFileBytes = 16 * 1024 * 1024): Promise<TestHub> {
    const sql = await freshSql();
    const folder = await mkdtemp(join(tmpdir(), 'pesscara-intake-'));
    const secrets = await DerivedSecrets.open(join(folder, 'secrets'));
    const hub = new TestHub(sql, folder, secrets, await FileObjectStore.open(join(folder, 'unused')), maxFileBytes);
    await hub.reset();
    return hub;
  }

  async reset(): Promise<void> {
    await this.#settle();
    await emptyTables(this.sql);
    await this.sql.query(`INSERT INTO project (id, name) VALUES ($1, 'glioma'), ($2, 'other')`, [
      projectId,
      otherProjectId,
    ]);
    this.#objectsFolder = await mkdtemp(join(this.#folder, 'objects-'));
    this.site = new TestSite();
    this.people.told.length = 0;
    this.ports = this.#portsOver(await FileObjectStore.open(this.#objectsFolder));
  }

  #portsOver(objects: ObjectStore): IntakePorts {
    const names = new Map([
      [projectId, 'glioma'],
      [otherProjectId, 'other'],
    ]);
    const graph = new PostgresAssetGraph(this.sql);
    return {
      intake: new PostgresIntake(this.sql),
      refused: new PostgresRefusedFiles(this.sql),
      reruns: new PostgresReruns(this.sql),
      versioning: { versions: new PostgresVersions(this.sql), propertyNames: new PostgresPropertyNames(this.sql) },
      quarantine: new PostgresQuarantine(this.sql),
      reviews: new PostgresReviews(this.sql),
      poolReviews: new PostgresPoolReviews(this.sql),
      signatures: new PostgresReviewSignatures(this.sql),
      people: this.people,
      certifier: new JoseCertifier(Buffer.alloc(32, 7)),
      receivers: new PostgresReceivers(this.sql),
      completeness: new PostgresCompleteness(this.sql),
      identities: new PostgresIdentityMap(this.sql),
      profiles: new PostgresProfiles(this.sql),
      xml: fastXmlReader,
      ...this.#eyes,
      mappingKeys: createMappingKeys(new PostgresMappingKeys(this.sql), this.#secrets),
      objects,
      archives: zipReader,
      jobs: this.#jobs,
      graph,
      tags: new PostgresTagStore(this.sql),
      audit: new PostgresAuditTrail(this.sql),
      feed: new PostgresChangeFeed(this.sql),
      secrets: this.#secrets,
      transactor: this.sql,
      projects: {
        nameOf: (id) => Promise.resolve(names.get(id) ?? null),
        idOf: (name) => Promise.resolve([...names].find(([, known]) => known === name)?.[0] ?? null),
      },
      sites: this.site.port,
      arrivals: createCorrections({
        graph,
        moves: new PostgresAssetMoves(this.sql),
        corrections: new PostgresCorrections(this.sql),
        audit: new PostgresAuditTrail(this.sql),
        feed: new PostgresChangeFeed(this.sql),
        transactor: this.sql,
        softwareVersion: '0.1.0',
      }).arrivals,
      withdrawn: {
        among: (ids) => new PostgresWithdrawals(this.sql).withdrawnAmong(ids),
        drop: () => Promise.resolve(),
      },
      softwareVersion: '0.1.0',
      maxFileBytes: this.#maxFileBytes,
    };
  }

  /** The use cases, over these ports or over others in their place. */
  intake(ports: Partial<IntakePorts> = {}): IntakeUseCases {
    const intake = createIntake({ ...this.ports, ...ports }, (error) => {
      throw error;
    });
    this.#intakes.push(intake);
    return intake;
  }

  /** The way back to patients, over these ports. */
  mapping(): Mapping & KeyRotation {
    const { ports } = this;
    return { ...createMapping(ports), ...createKeyRotation({ ...ports, keyStore: new PostgresMappingKeys(this.sql) }) };
  }

  /** Ends what the intakes so far have begun on their own. */
  async #settle(): Promise<void> {
    for (const intake of this.#intakes.splice(0)) await intake.flush();
  }

  /** Runs the waiting jobs of intake one after the other, until none is left that is due (by then); a handler's error goes to the caller. */
  async drain(intake: IntakeUseCases, until?: Date): Promise<number> {
    const handlers: Partial<Record<QueueName, JobHandler>> = {
      deidentify: deidentifyHandler(intake),
      register: registerHandler(intake),
      archive: archiveHandler(intake),
    };
    for (let ran = 0; ; ran++) {
      const [job] = await this.sql.query<{ queue: QueueName; key: string; payload: Record<string, string> }>(
        `SELECT queue, key, payload FROM job WHERE state = 'QUEUED' AND queue IN ('deidentify', 'register', 'archive')
           AND due_at <= $1 ORDER BY id LIMIT 1`,
        [until ?? new Date(Date.now() + 1000)],
      );
      if (!job) return ran;
      await handlers[job.queue]?.({ ...job, attempt: 1, attempts: 5, interruptions: 0 }, new AbortController().signal);
      await this.sql.query(`UPDATE job SET state = 'DONE' WHERE queue = $1 AND key = $2`, [job.queue, job.key]);
    }
  }

  /** What the job does that deletes bytes of erased versions. */
  purgeErased(): Promise<void> {
    const { graph, objects } = this.ports;
    const stores = { withdrawals: new PostgresWithdrawals(this.sql), tombstones: new PostgresTombstones(this.sql) };
    return purgeErased({ graph, objects, transactor: this.sql, ...stores }, new AbortController().signal);
  }

  /** Addresses of all objects in the store. */
  async objects(): Promise<readonly string[]> {
    const found = await readdir(this.#objectsFolder, { recursive: true, withFileTypes: true });
    const names = found.filter((entry) => entry.isFile()).map((entry) => entry.parentPath.slice(-2) + entry.name);
    return names.toSorted();
  }

  async rows<Row = Record<string, unknown>>(statement: string): Promise<readonly Row[]> {
    return this.sql.query<Row>(statement);
  }

  async close(): Promise<void> {
    await this.#settle();
    await this.#jobs.close(0);
    await this.sql.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function eyesOfTests() {
  const decoder = new WorkerRenderer({ workers: 1 });
  // Reading takes its time: tests that are about it pass a reader.
  return { decoder, pictures: decoder, textFinder: { findText: () => Promise.resolve([]) } };
}

export async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
