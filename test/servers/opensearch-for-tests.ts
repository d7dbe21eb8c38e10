import type { ServerKind } from './server-for-tests.js';
import { startOpenSearch } from './start-opensearch.js';

/** The OpenSearch server of a run. */
export const OPENSEARCH_FOR_TESTS: ServerKind = {
  name: 'an OpenSearch server',
  variable: 'OPENSEARCH_URL',
  inPath: /opensearch.*\.test\.ts$/i,
  start: startOpenSearch,
  async ask(url) {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const { version } = (await response.json()) as { readonly version: { readonly number: string } };
    return `OpenSearch ${version.number}`;
  },
};
