import type { Transport, TransportRequest } from './transport.js';

const QUERY = '{ _service { sdl } }';

/** What a subgraph says it serves. @throws TransportFailure without an answer, Error where it has no SDL */
export async function readSdl({ send, ...request }: Omit<TransportRequest, 'query' | 'variables'> & { readonly send: Transport }): Promise<string> {
  const { data } = await send({ ...request, query: QUERY });
  const sdl = (data?.['_service'] as { readonly sdl?: unknown } | null | undefined)?.sdl;
  if (typeof sdl !== 'string') throw new Error(`${request.url} answered no SDL.`);
  return sdl;
}
