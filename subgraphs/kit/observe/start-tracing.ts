import type { Environment } from '../env.js';

/** Sends what is left and ends it. */
export type StopTracing = () => Promise<void>;

/** How long the last spans may take to leave when the service stops. */
const LAST_SPANS_MILLIS = 1_000;

/**
 * Sends traces to the collector of OTEL_EXPORTER_OTLP_ENDPOINT, by OTLP over HTTP, for the whole process; without one
 * nothing of the SDK is loaded. The SDK reads the other OTEL_ variables itself: headers, sampler, batch sizes.
 */
export async function startTracing(service: string, env: Environment): Promise<StopTracing> {
  if (!env['OTEL_EXPORTER_OTLP_ENDPOINT'] && !env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return async () => undefined;
  const [{ context, propagation, trace }, { AsyncLocalStorageContextManager }, { W3CTraceContextPropagator }, { OTLPTraceExporter }, { resourceFromAttributes }, { BasicTracerProvider, BatchSpanProcessor }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-base'),
  ]);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': env['OTEL_SERVICE_NAME'] || `ucat-${service}`, 'service.namespace': 'ucat' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  // Apollo's gateway makes spans of its own, below whatever span is the current one.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, LAST_SPANS_MILLIS)));
    await Promise.race([provider.shutdown(), late]);
    clearTimeout(timer);
  };
}
