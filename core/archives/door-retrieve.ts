import { assetIds } from '../assets/asset-ids.ts';
import { parseMediaType } from '../dicomweb/multipart.ts';
import { parseResource, type RetrieveResource } from '../dicomweb/resource-path.ts';
import { rewriteBulkData } from '../dicomweb/rewrite-bulk-data.ts';
import { rewriteParts } from '../dicomweb/rewrite-parts.ts';
import { asError, HubError, notFound } from '../errors.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import type { ArchiveAnswer, ArchiveRequest } from '../ports/archive.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { StoredSite } from '../ports/site-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { notAsked } from './asking.ts';
import type { Circuits } from './circuits.ts';
import { saysItBelongs, type DoorParts, type PartRight } from './door-parts.ts';
import type { ReachOf } from './reach.ts';
import { refusedBySite } from './site-status.ts';
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
  readonly parts: DoorParts;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  /** What an archive may take until its first byte. */
  readonly firstByteMs: number;
}

/** Statuses of the client's own making: another site, or a later try, may say otherwise, but not better. */
const refusals: ReadonlySet<number> = new Set([400, 406, 413, 415, 416]);

/** Others that are of the client's making, by what they mean here. */
const alike: Readonly<Record<number, number>> = { 404: 404, 410: 410, 422: 406 };
/** Statuses that say nothing of the request: the hub's credential is not good, or the archive has no time for it. */
const ofTheSite: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** Null where the status is a failure of the site's. */
function refusalOf(status: number): number | null {
  if (status < 400 || status > 499 || ofTheSite.has(status)) return null;
  return refusals.has(status) ? status : (alike[status] ?? 400);
}

/** An archive's answer that is no success, where no other site has a better one. */
export interface DoorRefusal {
  readonly status: number;
}

/** WADO-RS through the hub (PS3.18 §10.4): the archive's bytes as they come, in constant memory. */
export function createDoorRetrieve({
  reach,
  access,
  circuits,
  parts,
  audit,
  transactor,
  firstByteMs,
}: DoorRetrievePorts) {
  /** The site's answer with its first bytes there, or its refusal. @throws UPSTREAM_UNAVAILABLE, DEADLINE_EXCEEDED, NOT_FOUND */
  async function ask(
    site: StoredSite,
    { isRegistered }: Extract<PartRight, { kind: 'given' }>,
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
      if (!isRegistered && !(await saysItBelongs(archive, resource.scope, signal))) throw notFound('instance');
      const answer = await archive.retrieve({ path: resource.path, ...request }, signal);
      const chunks = answer.body[Symbol.asyncIterator]();
      if (answer.status === 200 || answer.status === 206) {
        const first = await chunks.next();
        return { ...answer, body: resumed(first, chunks) };
      }
      await chunks.return?.();
      const refused = refusalOf(answer.status);
      if (refused !== null) return { status: refused };
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
      const { site } = sighting;
      // Outside of what is caught below: a failure of the hub's own stores is not the site's.
      const right = await parts.rightTo(site, projectsOf(sighting), resource.scope, stop);
      if (right.kind === 'refused') outcomes.push(right.status);
      if (right.kind === 'unknown') failures.push(`${site.name} (${right.why})`);
      if (right.kind !== 'given') continue;
      if (!circuits.enter(site.id)) {
        failures.push(`${site.name} (${notAsked})`);
        continue;
      }
      let answer: ArchiveAnswer | DoorRefusal;
      try {
        answer = await ask(site, right, wanted, stop);
        circuits.succeeded(site.id);
      } catch (caught) {
        const error = asError(caught);
        const isTheirs = error instanceof HubError && !stop.aborted;
        const status = isTheirs ? statusOf(error) : null;
        if (!isTheirs) circuits.abandoned(site.id);
        else if (status !== null) circuits.succeeded(site.id);
        else circuits.failed(site.id);
        if (!isTheirs) throw error;
        if (status !== null) outcomes.push(status);
        else failures.push(`${site.name} (${error.message})`);
        continue;
      }
      if (!('body' in answer)) {
        outcomes.push(answer.status);
        continue;
      }
      try {
        await record(actor, site, right.projects[0] ?? '', resource);
      } catch (error) {
        await answer.body[Symbol.asyncIterator]().return?.();
        throw error;
      }
      return rewritten(answer, resource, `${base}/sites/${site.id}`);
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

/** What the site's own word is as a status; null for a failure. */
function statusOf({ code }: HubError): number | null {
  if (code === 'NOT_FOUND') return 404;
  return code === refusedBySite ? 400 : null;
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
