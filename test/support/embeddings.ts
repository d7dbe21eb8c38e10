import { describe, test } from '@jest/globals';

/** Where the model of embeddings of this run is; undefined where it has none. */
export const embeddingsUrl = (): string | undefined => process.env['TEST_EMBEDDINGS_URL'];

/**
 * A suite that needs the model of embeddings: listed as skipped where this run has none, in CI too, and then the run's last
 * line says so. Its file has `embeddings` in its path, for the server is started where such a file is run.
 */
export function describeWithEmbeddings(name: string, body: (url: string) => void): void {
  const url = embeddingsUrl();
  if (url === undefined) return describe(`${name} (needs a server of embeddings)`, () => test.skip('needs a server of embeddings', () => undefined));
  describe(name, () => body(url));
}
