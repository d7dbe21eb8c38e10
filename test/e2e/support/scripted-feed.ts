import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, readBody, sendJson, type HttpServer } from '../../../subgraphs/kit/http-server.js';

/** What a node is asked for when its changes are read. */
export interface ChangesRequest {
  readonly authority: string;
  readonly after: string | null;
  readonly first: number;
  readonly waitMillis: number;
  /** The text of the question. */
  readonly query: string;
}

/** Answers a request with the `changes` field, or with a whole GraphQL answer, or with anything else. */
export type Script = (request: ChangesRequest, response: ServerResponse) => unknown;

/** A node that says whatever a test wants it to say, over HTTP. It remembers what it was asked. */
export class ScriptedFeed {
  readonly asked: ChangesRequest[] = [];
  /** Answers the question for a proof. */
  proof: (from: number, to: number) => unknown = () => null;
  #script: Script;
  #server: HttpServer | null = null;

  constructor(script: Script) {
    this.#script = script;
  }

  async start(): Promise<string> {
    this.#server = await listen((request, response) => this.#answer(request, response), { port: 0, stopGracePeriodMillis: 100 });
    return `${this.#server.url}/graphql`;
  }

  /** Says something else from now on. */
  say(script: Script): void {
    this.#script = script;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { query, variables } = JSON.parse((await readBody(request, 1_000_000)).toString()) as { query: string; variables: Omit<ChangesRequest, 'query'> };
    if (query.includes('logProof')) {
      const { from, to } = variables as unknown as { readonly from: number; readonly to: number };
      return sendJson(response, 200, { data: { logProof: await this.proof(from, to) } });
    }
    const asked = { ...variables, query };
    this.asked.push(asked);
    const changes = await this.#script(asked, response);
    if (!response.headersSent) sendJson(response, 200, { data: { changes } });
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** An entry as a sound node gives it. */
export function entry(seq: number, id: string, document: string | null, more: object = {}) {
  return { seq, id, kind: 'DATASET', version: 1, op: 'UPSERT', at: '2026-03-01T08:00:00.000Z', recordHash: sha256(document ?? ''), document, ...more };
}
