import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Server as TcpServer, type AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ServerTls } from './tls.js';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface ListenOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** @default plain HTTP */
  readonly tls?: ServerTls | undefined;
  /** How long an idle connection is kept. Clients must let go earlier. @default 65000 */
  readonly keepAliveTimeoutMillis?: number;
  /**
   * How long `close` goes on as before, before it takes no more connections: so long a balancer that watches `/readyz`
   * may need to send its requests elsewhere. @default 0
   */
  readonly drainMillis?: number;
  /** How long `close` waits for answers under way before it cuts them. @default 4000 */
  readonly stopGracePeriodMillis?: number;
  /** Told of a handler that failed; its connection is cut. */
  readonly onError?: (error: unknown) => void;
}

export interface HttpServer {
  /** `http://host:port`, without a path; with TLS `https`. */
  readonly url: string;
  readonly port: number;
  /** Drains, takes no new connection, lets answers under way finish, and resolves. */
  close(): Promise<void>;
}

/** Serves `handler` and resolves once the port is open. @throws the system's error where it can't be opened */
export async function listen(
  handler: RequestHandler,
  { host = '127.0.0.1', port, tls, keepAliveTimeoutMillis = 65_000, drainMillis = 0, stopGracePeriodMillis = 4_000, onError = () => undefined }: ListenOptions,
): Promise<HttpServer> {
  let closing = false;
  const underWay = new Set<ServerResponse>();
  const server = createServer(tls, (request, response) => {
    if (closing) response.setHeader('connection', 'close');
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    const handle = async (): Promise<void> => handler(request, response);
    void handle().catch((error: unknown) => {
      onError(error);
      response.destroy(error as Error);
    });
  });
  server.keepAliveTimeout = keepAliveTimeoutMillis;
  server.headersTimeout = keepAliveTimeoutMillis + 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  const address = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const drains = drainMillis > 0 && (await connectionsOf(server)) > 0;
    // Connections are kept meanwhile: a client that had to open another would open it here.
    if (drains) await delay(drainMillis);
    // After a turn of the loop: then the connections that the system holds ready are taken.
    await nextTurn();
    closing = true;
    const closed = stopListening(server);
    // An answer that was asked for before must end its connection too, or that would be kept alive past the close.
    for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close');
    // A connection that is kept may have a request on its way, whose answer ends it.
    if (drains) await Promise.race([closed, delay(LAST_REQUESTS_MILLIS)]);
    // Cuts connections without a request.
    server.close();
    const cut = setTimeout(() => server.closeAllConnections(), stopGracePeriodMillis);
    await closed;
    clearTimeout(cut);
  };
  return { url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`, port: address.port, close };
}

/** With a certificate authority of clients, the handshake of one without its certificate fails. */
function createServer(tls: ServerTls | undefined, listener: (request: IncomingMessage, response: ServerResponse) => void): Server {
  if (!tls) return createPlainServer(listener);
  const { cert, key, clientCa } = tls;
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2', ...(clientCa !== undefined && { ca: clientCa, requestCert: true, rejectUnauthorized: true }) }, listener);
}

/** How long connections that are kept alive may bring a last request after no new ones are taken. */
const LAST_REQUESTS_MILLIS = 500;

/** Takes no new connection and leaves alone those that there are; the `close` of an HTTP server would cut those that have sent nothing yet. */
const stopListening = (server: Server): Promise<void> => new Promise((resolve) => void TcpServer.prototype.close.call(server, () => resolve()));

const connectionsOf = (server: Server): Promise<number> => promisify(server.getConnections.bind(server))();

/** Answers `status` with `body` as JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }).end(text);
}

/** A body that is larger than the limit. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** A body that did not come in time. */
export class BodyTooSlow extends Error {
  override readonly name = 'BodyTooSlow';
}

/**
 * Reads a request's whole body. Rejects with BodyTooLarge past `limitBytes`, with BodyTooSlow where it is not whole in
 * time.
 */
export function readBody(request: IncomingMessage, limitBytes: number, timeoutMillis = 60_000): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const give = (error: Error): void => {
      clearTimeout(timer);
      request.pause();
      reject(error);
    };
    const timer = setTimeout(() => give(new BodyTooSlow(`Expected the whole body within ${String(timeoutMillis)} ms but got ${String(size)} bytes of it.`)), timeoutMillis);
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limitBytes) give(new BodyTooLarge(`Expected a body of at most ${String(limitBytes)} bytes but got more.`));
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
    request.on('close', () => clearTimeout(timer));
    request.on('error', give);
  });
}
