import { badInput, HubError, notFound } from '../errors.ts';
import { normalizedText } from '../identity/names.ts';
import type { Json, JsonObject } from '../json.ts';
import { may, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { Asset } from './asset.ts';
import { requireLiving } from './living.ts';

const maxPropertiesBytes = 64 * 1024;
const maxDepth = 20;
/** PS3.5 §9.1: up to 64 digits and dots, no component with a leading zero. */
const uids = /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/;

/** The label, or null for none. @throws BAD_USER_INPUT */
export function checkedLabel(label: string | null | undefined): string | null {
  const text = normalizedText(label ?? '', 200);
  if (text === null) throw badInput('input.label', 'up to 200 characters on one line', 'something else');
  return text === '' ? null : text;
}

/** A key by which a client names what it makes, so that asking twice makes it once; null for none. @throws BAD_USER_INPUT */
export function checkedClientKey(clientKey: string | null | undefined): string | null {
  if (clientKey === null || clientKey === undefined) return null;
  if (clientKey === '' || normalizedText(clientKey, 200) !== clientKey)
    throw badInput('input.clientKey', '1 to 200 characters on one line', clientKey);
  return clientKey;
}

/** A DICOM UID. @throws BAD_USER_INPUT */
export function checkedUid(field: string, uid: string): string {
  if (!uids.test(uid)) throw badInput(field, 'a DICOM UID', uid);
  return uid;
}

/** A DICOM UID made from a UUID (PS3.5 §B.2). */
export function uidOf(uuid: string): string {
  return `2.25.${String(BigInt(`0x${uuid.replaceAll('-', '')}`))}`;
}

/** Properties as both databases can keep them; none is `{}`. @throws BAD_USER_INPUT */
export function checkedProperties(properties: JsonObject | null | undefined): JsonObject {
  const given = properties ?? {};
  requireStorable(given, 'input.properties', 0);
  const bytes = Buffer.byteLength(JSON.stringify(given));
  if (bytes > maxPropertiesBytes)
    throw badInput('input.properties', `at most ${String(maxPropertiesBytes)} bytes of JSON`, bytes);
  return given;
}

function requireStorable(value: Json, field: string, depth: number): void {
  if (depth > maxDepth) throw badInput(field, `at most ${String(maxDepth)} levels`, 'more');
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
    throw badInput(field, 'text without NUL or half a character', 'another text');
  if (typeof value === 'number' && !Number.isFinite(value)) throw badInput(field, 'a finite number', String(value));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    requireStorable(key, field, depth + 1);
    requireStorable(item, `${field}.${key.slice(0, 80)}`, depth + 1);
  }
}

/**
 * The assets that a client names, in its order, each once.
 * @throws NOT_FOUND naming the field when one is absent or invisible, BAD_USER_INPUT when it is of another project than `projectId` (null: any), WITHDRAWN
 */
export async function namedAssets(
  graph: AssetGraph,
  actor: Actor,
  field: string,
  ids: readonly string[],
  projectId: string | null,
): Promise<readonly Asset[]> {
  const wanted = [...new Set(ids)];
  const found = await graph.getAssets(wanted);
  return wanted.map((id) => {
    const asset = found.get(id);
    if (!asset || !may(actor, 'asset.read', asset.projectId))
      throw new HubError('NOT_FOUND', notFound('asset').message, { field });
    if (projectId !== null && asset.projectId !== projectId)
      throw badInput(field, 'assets of one project', `an asset of the project ${asset.projectId}`);
    requireLiving(field, asset);
    return asset;
  });
}
