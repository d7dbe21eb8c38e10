import { afterEach, describe, expect, test } from '@jest/globals';
import { listen, sendJson, type HttpServer, type RequestHandler } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { TransportFailure } from '../../../subgraphs/kit/transport/transport.js';
import { until } from '../../e2e/support/until.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function serverThat(handler: RequestHandler, options: Parameters<typeof createHttpTransport>[0] = {}): Promise<{ server: HttpServer; transport: HttpTransport }> {
  const server = await listen(handler, { port: 0, stopGracePeriodMillis: 100 });
  const transport = createHttpTransport(options);
  open.push(server, transport);
  return { server, transport };
}

describe('the HTTP transport', () => {
  test('carries query, variables and headers, and the answer with its errors', async () => {
    const { server, transport } = await serverThat(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      sendJson(response, 200, { data: { echo: JSON.parse(body), token: request.headers.authorization }, errors: [{ message: 'partly' }] });
    });
    const answer = await transport.send({ url: `${server.url}/graphql`, query: '{ a }', variables: { b: 1 }, headers: { authorization: 'Bearer x' } });
    expect(answer).toEqual({ data: { echo: { query: '{ a }', variables: { b: 1 } }, token: 'Bearer x' }, errors: [{ message: 'partly' }] });
  });

  test.each([
    ['a page of an error', 502, '<html>Bad gateway</html>', 'status 502 with something that is not JSON'],
    ['other JSON', 200, '{"ok":true}', 'JSON that is no GraphQL answer'],
    ['a list', 200, '[]', 'JSON that is no GraphQL answer'],
    ['nothing', 200, '', 'not JSON'],
    ['an error that is none', 200, '{"data":{},"errors":[null]}', 'JSON that is no GraphQL answer'],
    ['an error with an odd path', 200, '{"data":{},"errors":[{"message":"x","path":{"0":"a"}}]}', 'JSON that is no GraphQL answer'],
  ])('refuses %s', async (_, status, body, message) => {
    const { server, transport } = await serverThat((__, response) => void response.writeHead(status).end(body));
    await expect(transport.send({ url: server.url, query: '{ a }' })).rejects.toThrow(message);
  });

  test('asks whether the path was forgotten where there was none', async () => {
    const { server, transport } = await serverThat((_, response) => sendJson(response, 404, { error: 'nothing here' }));
    const failure = async (url: string): Promise<string> => transport.send({ url, query: '{ a }' }).then(() => '', (error: unknown) => (error as Error).message);
    expect(await failure(server.url)).toBe(`${server.url} answered status 404 with JSON that is no GraphQL answer. Is ${server.url}/graphql meant?`);
    expect(await failure(`${server.url}/mee/graphql`)).toMatch(/answer\.$/);
  });

  test('gives up by the signal, on a refused connection and on an endless answer', async () => {
    const { server, transport } = await serverThat(() => undefined);
    await expect(transport.send({ url: server.url, query: '{ a }', signal: AbortSignal.timeout(20) })).rejects.toThrow(TransportFailure);
    await expect(transport.send({ url: 'http://127.0.0.1:1/graphql', query: '{ a }' })).rejects.toThrow(TransportFailure);
    const endless = await serverThat((_, response) => void response.end(`{"data":{"a":"${'x'.repeat(4096)}"}}`), { answerLimitBytes: 1024 });
    await expect(endless.transport.send({ url: endless.server.url, query: '{ a }' })).rejects.toThrow(TransportFailure);
  });

  /** A service that closes the connection of a request instead of answering it, as one does that lets go of it just then. */
  async function cutting(isCut: (n: number) => boolean) {
    let count = 0;
    const { server, transport } = await serverThat((request, response) => {
      count += 1;
      if (isCut(count)) request.socket.destroy();
      else sendJson(response, 200, { data: { n: count } });
    });
    return { send: async (query: string) => transport.send({ url: server.url, query, timeoutMillis: 5_000 }), asked: () => count };
  }

  test('asks once more what only reads, where the connection was cut before an answer', async () => {
    const { send } = await cutting((n) => n === 2);
    expect(await send('{ a }')).toEqual({ data: { n: 1 } });
    expect(await send('query ($b: Int) { a(b: $b) }')).toEqual({ data: { n: 3 } });
  });

  test('asks no more than once more, and never again what writes', async () => {
    const { send, asked } = await cutting(() => true);
    await expect(send('{ a }')).rejects.toThrow(TransportFailure);
    expect(asked()).toBe(2);
    await expect(send('mutation { a }')).rejects.toThrow(TransportFailure);
    expect(asked()).toBe(3);
  });

  test('does not ask again where an answer had begun', async () => {
    let count = 0;
    const { server, transport } = await serverThat((request, response) => {
      count += 1;
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"data"');
      setImmediate(() => request.socket.destroy());
    });
    await expect(transport.send({ url: server.url, query: '{ a }' })).rejects.toThrow(TransportFailure);
    expect(count).toBe(1);
  });

  test('lets go of an idle connection before its service does', async () => {
    let ended = 0;
    const server = await listen((request, response) => {
      request.socket.once('end', () => (ended += 1));
      sendJson(response, 200, { data: {} });
    }, { port: 0, keepAliveTimeoutMillis: 60_000 });
    const transport = createHttpTransport({ idleTimeoutMillis: 50 });
    open.push(server, transport);
    await transport.send({ url: server.url, query: '{ a }' });
    await until('the end that the transport makes', async () => ended === 1, 5_000);
  });

  test('lets go earlier yet where a service says that it will', async () => {
    let ended = 0;
    const { server, transport } = await serverThat((request, response) => {
      request.socket.once('end', () => (ended += 1));
      // Node's own server would wait for a minute; what it says is what counts.
      response.setHeader('keep-alive', 'timeout=1');
      sendJson(response, 200, { data: {} });
    });
    await transport.send({ url: server.url, query: '{ a }' });
    await until('the end that the transport makes', async () => ended === 1, 5_000);
  });
});
