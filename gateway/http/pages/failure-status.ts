import type { WireError } from '../../../subgraphs/kit/transport/transport.js';

/** By the code of an error. What is over the gateway's own limits stays so, however often it is asked. */
const STATUS: Readonly<Record<string, number>> = { BAD_ID: 404, RECORD_NOT_FOUND: 404, UNKNOWN_AUTHORITY: 404, RECORD_RETIRED: 410, BAD_CURSOR: 400, BAD_INPUT: 400, RATE_LIMITED: 429, OPERATION_TOO_LARGE: 500 };

/** How a failure of the catalog is told in HTTP: by its status, and with when to come back where that may help. */
export function failureStatus({ extensions = {} }: Pick<WireError, 'extensions'>): { readonly status: number; readonly headers: Readonly<Record<string, string>> } {
  const { code = '', retryAfterSeconds = 30 } = extensions as { readonly code?: string; readonly retryAfterSeconds?: number };
  const status = STATUS[code] ?? 503;
  return { status, headers: status === 503 || status === 429 ? { 'retry-after': String(retryAfterSeconds) } : {} };
}
