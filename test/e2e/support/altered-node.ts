import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, readBody, sendJson, type HttpServer } from '../../../subgraphs/kit/http-server.js';

export interface Exchange {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the sound node answered; may be changed in place. */
  readonly answer: { data: Record<string, unknown> | null; errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[] };
}

/** Changes an answer, or gives another one; undefined leaves it as it is. */
export type Alter = (exchange: Exchange) => unknown;

const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** A server before a sound node, which passes everything on and changes what a test wants changed. */
export class AlteredNode {
  readonly #origin: string;
  #alter: Alter = () => undefined;
  #description: (description: Record<string, unknown>) => unknown = (description) => description;
  #server: HttpServer | null = null;

  /** @param url GraphQL endpoint of the sound node */
  constructor(url: string) {
    this.#origin = new URL(url).origin;
  }

  async start(): Promise<string> {
    this.#server = await listen((request, response) => this.#pass(request, response), { port: 0, stopGracePeriodMillis: 100 });
    return `${this.#server.url}/graphql`;
  }

  /** From now on answers are altered so. */
  alter(alter: Alter): void {
    this.#alter = alter;
  }

  describeAs(change: (description: Record<string, unknown>) => unknown): void {
    this.#description = change;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, 64 * 1024 * 1024);
    // The limit of a body is kept here, as a proxy in front of a node would.
    if (body.length > BODY_LIMIT_BYTES && this.#alter({ query: '', variables: { padding: '' }, answer: { data: null } }) === undefined) return sendJson(response, 413, { errors: [{ message: 'Too large.' }] });
    const isPost = request.method === 'POST';
    const path = request.url ?? '/';
    const passed = await fetch(`${this.#origin}${path}`, isPost ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: new Uint8Array(body) } : {});
    const answer = (await passed.json()) as Exchange['answer'];
    if (path !== '/graphql') return sendJson(response, passed.status, this.#description(answer as unknown as Record<string, unknown>));
    const { query, variables = {} } = JSON.parse(body.toString()) as Partial<Exchange>;
    const altered = await this.#alter({ query: query ?? '', variables, answer });
    return sendJson(response, 200, altered ?? answer);
  }
}
