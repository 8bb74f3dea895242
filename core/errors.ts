/**
 * The one catalogue of error codes. A code is part of the public contract: clients branch on it
 * (`extensions.code` in GraphQL, `code` in REST answers, the exit code's reason on the command line).
 */
export const errorCodes = {
  UNAUTHENTICATED: { meaning: 'No valid access token came with the request.', status: 401, retryable: false },
  FORBIDDEN: {
    meaning: 'The caller is known but has no role that permits this action.',
    status: 403,
    retryable: false,
  },
  NOT_FOUND: { meaning: 'No such object, or none that the caller may see.', status: 404, retryable: false },
  BAD_USER_INPUT: {
    meaning: 'A field of the input is missing, of the wrong type or out of range.',
    status: 400,
    retryable: false,
  },
  UNKNOWN_FIELD: {
    meaning: 'A property or a type of relation that is asked for by name, and that the projects do not have.',
    status: 400,
    retryable: false,
  },
  CONFLICT: { meaning: 'The object is not in the state that this change needs.', status: 409, retryable: false },
  NOT_CHECKED_OUT: {
    meaning: 'The change needs a check-out of the asset that is yours and has not ended.',
    status: 409,
    retryable: false,
  },
  UNKNOWN_TAG: {
    meaning:
      'The project defines no tag of that name for that level; in a filter, no project that the caller may read.',
    status: 400,
    retryable: false,
  },
  TAG_TYPE_MISMATCH: {
    meaning: "The value is not of the type of the tag's definition.",
    status: 400,
    retryable: false,
  },
  TAG_UNIT_MISMATCH: { meaning: "The unit is not that of the tag's definition.", status: 400, retryable: false },
  TAG_VALUE_NOT_PERMITTED: {
    meaning: "The value is outside of what the tag's definition permits: its choices, codes or range.",
    status: 400,
    retryable: false,
  },
  OUTSIDE_CONTEXT: {
    meaning: 'No context of the project permits this method or workflow on that asset to the caller.',
    status: 403,
    retryable: false,
  },
  NOT_PROMOTED: {
    meaning:
      'The project is in its trial configuration: only versions of workflows that were promoted to it run, and nobody edits them.',
    status: 403,
    retryable: false,
  },
  QUOTA_EXCEEDED: {
    meaning: 'The project has as many runs as it may have; details.limit says which limit that is.',
    status: 429,
    retryable: false,
  },
  WITHDRAWN: {
    meaning: 'Consent for this asset was withdrawn: its content is gone, and nothing is made of it any more.',
    status: 410,
    retryable: false,
  },
  LIMIT_EXCEEDED: {
    meaning: 'The operation is deeper, wider or larger than this hub accepts.',
    status: 400,
    retryable: false,
  },
  TOO_LARGE: { meaning: 'The bytes sent are over the limit of this door.', status: 413, retryable: false },
  WRONG_PARENT_LEVEL: {
    meaning: 'An asset of this level can not be part of one of that level.',
    status: 400,
    retryable: false,
  },
  HASH_MISMATCH: { meaning: 'The bytes are not those whose hash was announced.', status: 422, retryable: false },
  INCOMPLETE_UPLOAD: { meaning: 'Not all bytes of the upload are here yet.', status: 409, retryable: false },
  NOT_DICOM: { meaning: 'The bytes are not a DICOM file that can be read.', status: 422, retryable: false },
  UNSUPPORTED: { meaning: 'Readable, but of a kind that this part does not handle.', status: 422, retryable: false },
  STEP_FAILED: { meaning: "A workflow step's program ended with an error.", status: 500, retryable: false },
  UPSTREAM_UNAVAILABLE: {
    meaning: 'A site or server that the answer needs did not answer.',
    status: 503,
    retryable: true,
  },
  DEADLINE_EXCEEDED: { meaning: 'The work did not end within its time.', status: 504, retryable: true },
  UNAVAILABLE: {
    meaning: 'The hub is starting or stopping, or a store of its own does not answer.',
    status: 503,
    retryable: true,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A fault of the hub itself; the correlation id finds it in the log.',
    status: 500,
    retryable: true,
  },
} as const satisfies Record<string, { meaning: string; status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof errorCodes;

/** What an input error names: where, what was expected, what came. Never holds PHI or secrets. */
export interface ErrorDetails {
  /** Path to the offending field, as a client wrote it: `input.project`. */
  readonly field?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly [key: string]: unknown;
}

/** The only error that use cases and adapters throw on purpose; anything else is a fault and is masked at the door. */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HubError';
    this.code = code;
    this.details = details;
  }

  /** True when the same request may succeed later without a change. */
  get retryable(): boolean {
    return errorCodes[this.code].retryable;
  }
}

/** A BAD_USER_INPUT that names the field, what was expected and what came. */
export function badInput(field: string, expected: string, received: unknown): HubError {
  const shown = typeof received === 'string' ? JSON.stringify(received.slice(0, 80)) : String(received);
  return new HubError('BAD_USER_INPUT', `${field}: expected ${expected}, got ${shown}`, {
    field,
    expected,
    received: shown,
  });
}

/** NOT_FOUND for `what`, said the same whether it is absent or invisible to the caller. */
export function notFound(what: string): HubError {
  return new HubError('NOT_FOUND', `no ${what} that you may see`);
}

/** Whatever was caught, as an Error (foreign code may throw anything). */
export function asError(caught: unknown): Error {
  return caught instanceof Error ? caught : new Error(String(caught));
}
