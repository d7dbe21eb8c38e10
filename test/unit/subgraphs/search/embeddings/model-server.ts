import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server of embeddings was asked. */
export interface Asked {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly input: readonly string[];
}

export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/** A server in OpenAI's form that answers as a test says: late, wrongly, or not at all. */
export async function modelServer(answer: (asked: Asked, response: ServerResponse) => void | Promise<void>): Promise<ModelServer> {
  const asked: Asked[] = [];
  const read = async (request: IncomingMessage): Promise<Asked> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return { path: request.url, authorization: request.headers.authorization, ...(JSON.parse(Buffer.concat(parts).toString()) as Pick<Asked, 'model' | 'input'>) };
  };
  const server = createServer((request, response) => {
    void read(request).then(async (one) => {
      asked.push(one);
      await answer(one, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The answer with these vectors, the last one first: the form has an index for each. */
export const inForm = (vectors: readonly (readonly number[])[]): string => JSON.stringify({ object: 'list', data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse() });
