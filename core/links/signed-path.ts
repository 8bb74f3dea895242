import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signed path says beside where it leads; all of it is under the signature. */
export type SignedParameters = Readonly<Record<string, string>>;

const signatureName = 'signature';

/** HMAC-SHA-256 (base64url) over the path and all parameters; JSON keeps the parts apart. */
function signatureOf(key: Uint8Array, path: string, parameters: SignedParameters): string {
  const parts = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', key)
    .update(JSON.stringify([path, parts]))
    .digest('base64url');
}

/** The path with the parameters and their signature as its query. */
export function signPath(key: Uint8Array, path: string, parameters: SignedParameters): string {
  const query = new URLSearchParams({ ...parameters, [signatureName]: signatureOf(key, path, parameters) });
  return `${path}?${query.toString()}`;
}

/** The parameters that were signed with that path; null when anything was changed, added or left out. */
export function openSignedPath(
  key: Uint8Array,
  path: string,
  query: Readonly<Record<string, unknown>>,
): SignedParameters | null {
  const { [signatureName]: signature, ...rest } = query;
  // The same name twice comes as a list, which nobody signed.
  if (typeof signature !== 'string' || !isTexts(rest)) return null;
  // As texts: base64url has several texts for the same bytes.
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key, path, rest))];
  return given.length === right.length && timingSafeEqual(given, right) ? rest : null;
}

function isTexts(query: Readonly<Record<string, unknown>>): query is SignedParameters {
  return Object.values(query).every((value) => typeof value === 'string');
}
