import { assetIds } from '../assets/asset-ids.ts';
import { parseMediaType } from '../dicomweb/multipart.ts';
import { parseResource, type RetrieveResource } from '../dicomweb/resource-path.ts';
import { rewriteBulkData } from '../dicomweb/rewrite-bulk-data.ts';
import { rewriteParts } from '../dicomweb/rewrite-parts.ts';
import { textIn, uidTags } from '../dicomweb/rows.ts';
import { asError, HubError, notFound } from '../errors.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import type { Archive, ArchiveAnswer, ArchiveRequest } from '../ports/archive.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { StoredSite } from '../ports/site-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { notAsked } from './asking.ts';
import type { Circuits } from './circuits.ts';
import type { ReachOf } from './reach.ts';
import type { Sites } from './sites.ts';

export interface DoorRetrieve {
  /** Id or name of the one site to ask; null for the first that has it. */
  readonly site: string | null;
  readonly resource: RetrieveResource & { readonly path: string };
  readonly request: Omit<ArchiveRequest, 'path'>;
  /** Base of the hub's service over all sites, as the client reaches it: `https://hub/dicom-web`. */
  readonly base: string;
}

export interface DoorRetrievePorts {
  readonly reach: ReachOf;
  readonly access: Sites;
  readonly circuits: Circuits;
  readonly graph: AssetGraph;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  /** What an archive may take until its first byte. */
  readonly firstByteMs: number;
}

/** Statuses of the client's own making: another site, or a later try, may say otherwise, but not better. */
const refusals: ReadonlySet<number> = new Set([400, 406, 413, 415, 416]);

/** An archive's answer that is no success, where no other site has a better one. */
export interface DoorRefusal {
  readonly status: number;
}

/** WADO-RS through the hub (PS3.18 §10.4): the archive's bytes as they come, in constant memory. */
export function createDoorRetrieve({
  reach,
  access,
  circuits,
  graph,
  audit,
  transactor,
  firstByteMs,
}: DoorRetrievePorts) {
  /**
   * Whether the series and instance asked for belong to the study: an archive need not look at the study of the path, and
   * the right is to the study. What is registered is known; of the rest the archive's search says it.
   */
  async function belongs(
    archive: Archive,
    { scope }: RetrieveResource,
    projects: readonly string[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { study, series, instance } = scope;
    if (series === undefined) return true;
    for (const projectId of projects) {
      const ids = [
        assetIds.series(projectId, series),
        ...(instance === undefined ? [] : [assetIds.image(projectId, instance)]),
      ];
      if ((await graph.getAssets(ids)).size === ids.length) return true;
    }
    const [path, tag, uid] =
      instance === undefined
        ? [`studies/${study}/series`, uidTags.series, series]
        : [`studies/${study}/series/${series}/instances`, uidTags.instance, instance];
    const parameters = [[tag, uid] as const, ['includefield', `${uidTags.study},${uidTags.series}`] as const];
    const { rows } = await archive.search({ path, parameters, limit: 1, offset: 0 }, signal);
    return rows.some(
      (row) =>
        textIn(row, tag) === uid &&
        (textIn(row, uidTags.study) ?? study) === study &&
        (textIn(row, uidTags.series) ?? series) === series,
    );
  }

  /** The site's answer with its first bytes there, or its refusal. @throws UPSTREAM_UNAVAILABLE, DEADLINE_EXCEEDED, NOT_FOUND */
  async function ask(
    site: StoredSite,
    projects: readonly string[],
    { resource, request }: DoorRetrieve,
    stop: AbortSignal,
  ): Promise<ArchiveAnswer | DoorRefusal> {
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort(new DOMException('no first byte in time', 'TimeoutError'));
    }, firstByteMs);
    const signal = AbortSignal.any([stop, late.signal]);
    try {
      const archive = await access.open(site);
      if (!(await belongs(archive, resource, projects, signal))) throw notFound('instance');
      const answer = await archive.retrieve({ path: resource.path, ...request }, signal);
      const chunks = answer.body[Symbol.asyncIterator]();
      if (answer.status === 200 || answer.status === 206) {
        const first = await chunks.next();
        return { ...answer, body: resumed(first, chunks) };
      }
      await chunks.return?.();
      if (refusals.has(answer.status) || answer.status === 404 || answer.status === 410)
        return { status: answer.status };
      const why = [401, 403].includes(answer.status)
        ? "the archive refused the hub's credential"
        : `the archive answered with status ${String(answer.status)}`;
      throw new HubError('UPSTREAM_UNAVAILABLE', why);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The bytes of the first site that has them. One that fails before its first byte is passed over; after that its failure is
   * the answer's. Each retrieve is in the audit trail before its first byte leaves.
   * @throws UNAUTHENTICATED, NOT_FOUND, UPSTREAM_UNAVAILABLE
   */
  return async function retrieveAtDoor(
    actor: Actor,
    wanted: DoorRetrieve,
    stop: AbortSignal,
  ): Promise<ArchiveAnswer | DoorRefusal> {
    const { resource, base } = wanted;
    const { study } = resource.scope;
    const found = await reach.of(actor, { site: wanted.site });
    const sightings = found.sites.map((site) => ({ site, siteId: site.id, studyInstanceUID: study }));
    const projectsOf = await reach.visible(found, sightings);
    const having = sightings.filter((sighting) => projectsOf(sighting).length > 0);
    if (having.length === 0) throw notFound('study');

    const outcomes: number[] = [];
    const failures: string[] = [];
    for (const sighting of having) {
      const projects = projectsOf(sighting);
      const { site } = sighting;
      if (!circuits.enter(site.id)) {
        failures.push(`${site.name} (${notAsked})`);
        continue;
      }
      try {
        const answer = await ask(site, projects, wanted, stop);
        circuits.succeeded(site.id);
        if (!('body' in answer)) {
          outcomes.push(answer.status);
          continue;
        }
        try {
          await record(actor, site, projects[0] ?? '', resource);
        } catch (error) {
          await answer.body[Symbol.asyncIterator]().return?.();
          throw error;
        }
        return rewritten(answer, resource, `${base}/sites/${site.id}`);
      } catch (caught) {
        const error = asError(caught);
        const isTheirs = error instanceof HubError && !stop.aborted;
        if (!isTheirs) circuits.abandoned(site.id);
        else if (error.code === 'NOT_FOUND') circuits.succeeded(site.id);
        else circuits.failed(site.id);
        if (!isTheirs) throw error;
        if (error.code === 'NOT_FOUND') outcomes.push(404);
        else failures.push(`${site.name} (${error.message})`);
      }
    }
    const refused = outcomes.find((status) => refusals.has(status));
    if (refused !== undefined) return { status: refused };
    if (failures.length > 0)
      throw new HubError('UPSTREAM_UNAVAILABLE', `no site could give it: ${failures.join(', ')}`);
    return { status: outcomes.includes(410) ? 410 : 404 };
  };

  async function record(actor: Actor, site: StoredSite, projectId: string, resource: RetrieveResource): Promise<void> {
    const { study, ...finer } = resource.scope;
    await transactor.transact(() =>
      audit.append({
        actor: actorName(actor),
        action: 'images.retrieved',
        target: `exam:${assetIds.exam(projectId, study)}`,
        projectId,
        reason: null,
        oldValue: null,
        newValue: { site: site.name, part: resource.part, studyInstanceUID: study, ...finer },
      }),
    );
  }
}

async function* resumed(
  first: IteratorResult<Uint8Array, unknown>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The answer with the archive's own addresses replaced by the hub's: they would lead past its door, and are the administrators' to know. */
function rewritten(answer: ArchiveAnswer, resource: RetrieveResource, siteBase: string): ArchiveAnswer {
  const address = (uri: string): string | null => addressAtHub(uri, resource.scope.study, siteBase);
  const { type, parameters } = parseMediaType(answer.headers.get('content-type') ?? '');
  // An archive's warnings begin with its address (PS3.18 §8.3.4.4).
  const headers = new Map([...answer.headers].filter(([name]) => name !== 'warning'));
  const changes = type === 'multipart/related' || resource.part === 'metadata';
  if (!changes) return { ...answer, headers };
  // Its length changes, so it goes in chunks.
  for (const name of ['content-length', 'etag']) headers.delete(name);
  if (type === 'multipart/related')
    return { ...answer, headers, body: rewriteParts(answer.body, parameters.get('boundary') ?? '', address) };
  return { ...answer, headers, body: rewriteBulkData(answer.body, address) };
}

/** The hub's address of what the archive names by its own; null for what is no part of the study, or not in DICOMweb's paths. */
function addressAtHub(uri: string, study: string, siteBase: string): string | null {
  const found = /\/(studies\/[^?#]*)(\?[^#]*)?/.exec(uri);
  if (!found) return null;
  try {
    const resource = parseResource(found[1] ?? '');
    if (resource?.kind !== 'retrieve' || resource.scope.study !== study) return null;
    return `${siteBase}/${resource.path}${found[2] ?? ''}`;
  } catch {
    // What is no UID where one belongs is no address of ours.
    return null;
  }
}
