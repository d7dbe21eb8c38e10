import { readClientTls } from '../subgraphs/kit/tls.js';
import { createHttpTransport, type HttpTransport } from '../subgraphs/kit/transport/http-transport.js';

/**
 * The transport of a verb, by the variables of UCAT_TLS. They are read when something is first asked: a wrong one is then
 * told as whatever else a user can cause, and a verb that asks nothing needs none.
 */
export function cliTransport(): HttpTransport {
  let http: HttpTransport | null = null;
  return {
    send: async (request) => (http ??= createHttpTransport({ tls: readClientTls(process.env) })).send(request),
    close: async () => http?.close(),
  };
}
