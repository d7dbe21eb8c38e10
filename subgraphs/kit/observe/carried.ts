import { propagation } from '@opentelemetry/api';
import { REQUEST_ID_HEADER, type RequestScope } from './request-scope.js';

/** Headers that take a request's id and trace to the next service (W3C Trace Context, where traces are recorded). */
export function carried({ id, trace, traced }: RequestScope): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { [REQUEST_ID_HEADER]: id };
  if (traced) propagation.inject(trace, headers);
  return headers;
}
