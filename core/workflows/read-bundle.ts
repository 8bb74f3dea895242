import { badInput } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { fitsDocument } from './bundle.ts';
import { bundleType, type BundledUse, type BundledWorkflow, type WorkflowBundle } from './promotion.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: Json | undefined): value is string => typeof value === 'string';

/**
 * The bundle that a signed document is, whole: each workflow is what its hashes say, and every one that is used is there.
 * @param field where it came from, as the caller wrote it
 * @throws BAD_USER_INPUT
 */
export function readBundle(field: string, document: JsonObject): WorkflowBundle {
  const { type, version, id, workflows, promotedBy, hub, comment, promotedAt } = document;
  if (type !== bundleType || version !== 1)
    throw badInput(field, `a ${bundleType}, version 1`, typeof type === 'string' ? type : 'none');
  const isWhole =
    [id, comment, promotedAt].every(isText) &&
    [promotedBy, hub, document['from'], document['to']].every(isObject) &&
    [document['from'], document['to']].every((one) => isObject(one) && isText(one['project'])) &&
    isObject(promotedBy) &&
    [promotedBy['account'], promotedBy['username'], promotedBy['name']].every(isText) &&
    isObject(hub) &&
    isText(hub['version']) &&
    (document['origin'] === null || isOrigin(document['origin'])) &&
    Array.isArray(workflows) &&
    workflows.length > 0 &&
    workflows.every((one: Json) => isWorkflow(one));
  if (!isWhole) throw badInput(field, 'a bundle with all its fields', 'a part of one');
  const bundle = document as WorkflowBundle;
  for (const [index, part] of bundle.workflows.entries()) {
    const [before, after] = [bundle.workflows.slice(0, index), bundle.workflows.slice(index + 1)];
    const isTwice = after.some(({ name, version: its }) => name === part.name && its === part.version);
    const isNeeded = index === 0 || before.some(({ uses }) => uses.some((use) => namesPart(use, part)));
    if (isTwice || !isNeeded)
      throw badInput(field, 'each workflow once, and none but those that are steps of others', part.name);
    const isUsable = part.uses.every((use) => after.some((one) => namesPart(use, one)));
    if (!isUsable || !fitsDocument(part))
      throw badInput(field, `the workflow ${part.name} as its hashes and steps say`, 'another one');
  }
  return bundle;
}

const isOrigin = (value: Json | undefined): boolean =>
  isObject(value) && isText(value['fingerprint']) && isText(value['jws']);

const namesPart = (use: BundledUse, { name, version }: BundledWorkflow): boolean =>
  use.workflow === name && use.version === version;

function isWorkflow(value: Json): value is BundledWorkflow {
  if (!isObject(value)) return false;
  const { name, version, title, document, sha256, writtenBy, writtenAt, uses, scripts, images } = value;
  return (
    [name, title, sha256, writtenBy, writtenAt].every(isText) &&
    typeof version === 'number' &&
    isObject(document) &&
    [uses, scripts, images].every((list) => Array.isArray(list) && list.every((one: Json) => isObject(one)))
  );
}
