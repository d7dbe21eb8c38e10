import { SpanKind } from '@opentelemetry/api';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import { scopedSpan } from '../../subgraphs/kit/observe/tracing.js';

/** Asks a subgraph in a span of the request that it is asked for. */
export const inServiceSpan = <Answer>(name: string, scope: RequestScope | undefined, ask: (scope?: RequestScope) => Promise<Answer>): Promise<Answer> =>
  scopedSpan(`ask ${name}`, scope, () => ({ kind: SpanKind.CLIENT, attributes: { 'ucat.subgraph': name } }), ask);
