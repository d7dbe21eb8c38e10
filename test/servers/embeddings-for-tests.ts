import type { ServerKind } from './server-for-tests.js';
import { EMBEDDINGS_MODEL, startEmbeddings } from './start-embeddings.js';

/** The model of embeddings of a run: always the same, for the tests know what it takes for alike. */
export const EMBEDDINGS_FOR_TESTS: ServerKind = {
  name: `a server of ${EMBEDDINGS_MODEL}`,
  variable: 'EMBEDDINGS_URL',
  inPath: /embeddings[^/]*\.test\.ts$/,
  start: startEmbeddings,
  async ask(url) {
    const response = await fetch(`${url}/embeddings`, { method: 'POST', body: JSON.stringify({ model: EMBEDDINGS_MODEL, input: ['空气'] }), signal: AbortSignal.timeout(30_000) });
    const { data } = (await response.json()) as { readonly data: readonly { readonly embedding: readonly number[] }[] };
    return `${EMBEDDINGS_MODEL} of ${String(data[0]?.embedding.length)} dimensions`;
  },
};
