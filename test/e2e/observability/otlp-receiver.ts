import { listen, readBody, type HttpServer } from '../../../subgraphs/kit/http-server.js';

/** A span as OTLP sends it, as far as tests look at it. */
export interface ReceivedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<ReceivedSpan, 'service'>[] }[];
  }[];
}

/** A collector that takes OTLP over HTTP in JSON, and keeps what it got. */
export async function startOtlpReceiver(): Promise<HttpServer & { readonly spans: readonly ReceivedSpan[] }> {
  const spans: ReceivedSpan[] = [];
  const server = await listen(
    async (request, response) => {
      const { resourceSpans } = JSON.parse((await readBody(request, 16 * 1024 * 1024)).toString('utf8')) as ExportRequest;
      for (const { resource, scopeSpans } of resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    },
    { port: 0 },
  );
  return { ...server, spans };
}
