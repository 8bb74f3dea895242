/** Of an answer that is for the caller alone: kept by nobody, and never taken by a browser for a page of ours. */
export const privateHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
} as const;
