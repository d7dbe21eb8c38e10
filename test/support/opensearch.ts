import { describe, test } from '@jest/globals';

/** Address of the OpenSearch server that this run has; undefined where it has none. */
export const openSearchUrl = (): string | undefined => process.env['TEST_OPENSEARCH_URL'];

/**
 * A suite that needs an OpenSearch server: listed as skipped where this run has none, in CI too, and then the run's last
 * line says so. Its file has `opensearch` in its path, for the server is started where such a file is run.
 */
export function describeWithOpenSearch(name: string, body: (url: string) => void): void {
  const url = openSearchUrl();
  if (url === undefined) return describe(`${name} (needs an OpenSearch server)`, () => test.skip('needs an OpenSearch server', () => undefined));
  describe(name, () => body(url));
}

/** Removes what a test has made under a name. */
export async function removeIndices(url: string, name: string): Promise<void> {
  const remove = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`, { method: 'DELETE' })).json();
  await remove(`/${name}-*`);
  await remove(`/_index_template/${name}`);
}
