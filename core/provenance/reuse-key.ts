import type { Asset } from '../assets/asset.ts';
import { canonicalJson, sha256, type JsonObject } from '../json.ts';

export interface ReuseInput {
  /** The part it plays in the method (`input`, `mask`). */
  readonly role: string;
  /** Hash of its content. */
  readonly sha256: string;
}

export interface ReuseFacts {
  readonly method: string;
  readonly methodVersion: string;
  readonly parameters: JsonObject;
  /** In any order: a method that tells two inputs apart must give them different roles. */
  readonly inputs: readonly ReuseInput[];
}

/**
 * The hash of all that a result depends on: equal for two executions exactly when one's result serves the other. Not the ids
 * or places of the inputs, only their content.
 */
export function reuseKey({ method, methodVersion, parameters, inputs }: ReuseFacts): string {
  const sorted = inputs
    .map((input) => [input.role, input.sha256])
    .toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  return sha256(canonicalJson({ method, methodVersion, parameters, inputs: sorted }));
}

/**
 * What stands for an input's content in the reuse key: the hash of its bytes; of a derived asset without bytes (a measured value), of its
 * properties. A series or an exam stands for more than the hub can hash: its content is itself.
 */
export function contentHash({ id, level, content, properties }: Asset): string {
  return content?.sha256 ?? sha256(level === 'DERIVED' ? canonicalJson(properties) : id);
}
