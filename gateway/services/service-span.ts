import { SpanKind } from '@opentelemetry/api';
import { scopeWithin, type RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import { inSpan } from '../../subgraphs/kit/observe/tracing.js';

/** Asks a subgraph in a span of the request that it is asked for. */
export async function inServiceSpan<Answer>(name: string, scope: RequestScope | undefined, ask: (scope?: RequestScope) => Promise<Answer>): Promise<Answer> {
  if (!scope) return ask();
  return inSpan(`ask ${name}`, scope.trace, { kind: SpanKind.CLIENT, attributes: { 'ucat.subgraph': name } }, async (trace) => ask(scopeWithin(scope, trace)));
}
