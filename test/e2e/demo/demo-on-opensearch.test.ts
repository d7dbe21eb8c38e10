import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../schema/package-path.js';
import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { describeWithOpenSearch, removeIndices } from '../../support/opensearch.js';
import { Services, type RunningService } from '../support/services.js';

const readme = readFileSync(packagePath('README.md'), 'utf8');

/** The first code block of a language below the heading of the first query. */
function shown(language: string): string {
  const start = readme.indexOf(`\`\`\`${language}\n`, readme.indexOf('## A first query')) + language.length + 4;
  return readme.slice(start, readme.indexOf('```', start));
}

interface Answer {
  readonly total: number;
  readonly edges: readonly object[];
  readonly facets: readonly { readonly buckets: readonly { readonly label: string }[] }[];
}

describeWithOpenSearch('the demonstration on OpenSearch', (url) => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const wanted = readSeedFiles().reduce((sum, { records }) => sum + records.length, 0);
  let services: Services;
  let demo: RunningService;

  beforeAll(async () => {
    services = await Services.create();
    demo = await services.start('demo', ['demo'], { OPENSEARCH_URL: url, OPENSEARCH_INDEX: name });
  }, 180_000);
  afterAll(async () => {
    await services[Symbol.asyncDispose]();
    await removeIndices(url, name);
  });

  test('answers the first query of the README as the embedded engine does: of as many records, by the same authorities', async () => {
    const { data, errors } = await services.ask(demo, shown('graphql'));
    expect(errors).toBeUndefined();
    const [onCluster, embedded] = [data, (JSON.parse(shown('json')) as { data: unknown }).data].map((answer) => (answer as { search: Answer }).search) as [Answer, Answer];
    expect(onCluster.edges).toHaveLength(embedded.edges.length);
    expect(onCluster.total).toBe(embedded.total);
    expect(onCluster.facets).toEqual(embedded.facets);
  });

  test('has every record', async () => {
    expect(await services.ask(demo, '{ coverage { total } }')).toMatchObject({ data: { coverage: { total: wanted } } });
  });
});
