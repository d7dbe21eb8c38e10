import { SpanStatusCode, trace as traces, type Context, type Span, type SpanOptions } from '@opentelemetry/api';
import { scopeWithin, type RequestScope } from './request-scope.js';

const tracer = traces.getTracer('ucat');

/** A span that is open, and what its own spans are children of. */
export interface OpenSpan {
  readonly span: Span;
  readonly trace: Context;
}

/** Opens a span; whoever opens one ends it. Until an SDK is started it is recorded nowhere and costs next to nothing. */
export function openSpan(name: string, parent: Context, options?: SpanOptions): OpenSpan {
  const span = tracer.startSpan(name, options, parent);
  return { span, trace: traces.setSpan(parent, span) };
}

/** Runs `work` inside a span, which tells of its failure. */
export async function inSpan<Result>(name: string, parent: Context, options: SpanOptions, work: (trace: Context, span: Span) => Promise<Result>): Promise<Result> {
  const { span, trace } = openSpan(name, parent, options);
  try {
    return await work(trace, span);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
    throw error;
  } finally {
    span.end();
  }
}

/** Runs `work` for a request inside a span of it; where there is no trace, without one and at no cost. */
export function scopedSpan<Result, Scope extends RequestScope | undefined>(name: string, scope: Scope, options: () => SpanOptions, work: (scope: Scope) => Promise<Result>): Promise<Result> {
  if (!scope?.traced) return work(scope);
  return inSpan(name, scope.trace, options(), async (trace) => work(scopeWithin(scope, trace) as Scope));
}
