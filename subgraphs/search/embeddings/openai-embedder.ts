import { Agent, request } from 'undici';
import { givenTls, type ClientTls } from '../../kit/tls.js';
import { TextsRefused, type Embedder } from './embedder.js';

export interface OpenAiEmbedderOptions {
  /** Address that `/embeddings` stands below: `http://127.0.0.1:8080/v1`. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token. @default none */
  readonly key?: string | undefined;
  /** What stands before every query, and before every text of a record. @default nothing */
  readonly queryPrefix?: string | undefined;
  readonly passagePrefix?: string | undefined;
  /** For addresses of https. @default what Node.js believes */
  readonly tls?: ClientTls | undefined;
}

const CONNECT_TIMEOUT_MILLIS = 2_000;
/** Longest answer that is read: a batch of the widest vectors, with room. */
const MOST_BYTES = 16 * 1024 * 1024;
/** More than any model has: cursors carry the query's vector, and are refused with more. */
const MOST_DIMENSIONS = 8_192;
/** What a server answers that will not have the texts: not understood, too long, not to be processed. */
const REFUSALS: readonly number[] = [400, 413, 422];

/** A model behind `POST {url}/embeddings` in OpenAI's form, as text-embeddings-inference, vLLM, Xinference and Ollama serve it. */
export function createOpenAiEmbedder({ url, model, key, queryPrefix = '', passagePrefix = '', tls }: OpenAiEmbedderOptions): Embedder {
  const agent = new Agent({ connect: { ...givenTls(tls), timeout: CONNECT_TIMEOUT_MILLIS }, connections: 16, maxResponseSize: MOST_BYTES });
  const address = `${url.replace(/\/+$/, '')}/embeddings`;
  const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  return {
    // Texts of records that begin otherwise have other vectors.
    model: passagePrefix === '' ? model : `${model}, ${JSON.stringify(passagePrefix)}`,
    async embed(texts, purpose, signal) {
      const input = texts.map((text) => (purpose === 'QUERY' ? queryPrefix : passagePrefix) + text);
      const { statusCode, body } = await request(address, { method: 'POST', dispatcher: agent, headers, body: JSON.stringify({ model, input }), signal });
      const told = await body.text();
      if (statusCode === 200) return vectorsIn(JSON.parse(told), texts.length);
      const problem = `The model's server answered status ${String(statusCode)}: ${told.slice(0, 200)}`;
      throw REFUSALS.includes(statusCode) ? new TextsRefused(problem) : new Error(problem);
    },
    close: async () => agent.destroy(),
  };
}

function vectorsIn(answer: unknown, count: number): readonly Float32Array[] {
  const { data } = (answer ?? {}) as { readonly data?: unknown };
  if (!Array.isArray(data) || data.length !== count) throw new Error(`Expected ${String(count)} vectors of the model's server but got ${Array.isArray(data) ? String(data.length) : 'none'}.`);
  const vectors = new Map(data.map((one: { readonly index?: unknown; readonly embedding?: unknown }, place) => [one.index ?? place, unit(one.embedding)]));
  return Array.from({ length: count }, (_, place) => {
    const vector = vectors.get(place);
    if (vector === undefined || vector.length !== vectors.get(0)?.length) throw new Error('Expected one vector of one dimension for each text but got others.');
    return vector;
  });
}

/** The vector at length 1: not every model's server sees to that. */
function unit(embedding: unknown): Float32Array {
  const vector = Float32Array.from(Array.isArray(embedding) ? (embedding as number[]) : []);
  if (vector.length > MOST_DIMENSIONS) throw new Error(`Expected a vector of at most ${String(MOST_DIMENSIONS)} numbers but got ${String(vector.length)}.`);
  const length = Math.hypot(...vector);
  if (!(length > 0) || !Number.isFinite(length)) throw new Error('Expected a vector of numbers but got none.');
  return vector.map((value) => value / length);
}
