import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeWithOpenSearch, removeIndices } from '../../support/opensearch.js';
import { dataset, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/** What holds on either engine. */
function wordsCases(engine: string, env: Readonly<Record<string, string>>): void {
  describe(`words of a deployment on ${engine}`, () => {
    let services: Services;
    let words: string;
    let search: RunningService;
    const write = (file: string, text: string): Promise<void> => writeFile(join(words, file), text);
    const found = async (query: string): Promise<unknown> => {
      const { data } = await services.ask(search, `{ search(query: ${JSON.stringify(query)}) { edges { node { title matchedBy { asked found by } } } } }`);
      return (data?.['search'] as { readonly edges: readonly { readonly node: unknown }[] } | null)?.edges.map(({ node }) => node);
    };
    const untilFound = (query: string, expected: unknown): Promise<unknown> => until(`${query} to be read by the new words`, async () => JSON.stringify(await found(query)) === JSON.stringify(expected));

    beforeAll(async () => {
      services = await Services.create();
      words = join(services.folder, 'words');
      await mkdir(words, { recursive: true });
      const registry = await services.registry();
      const node = await services.node('310000');
      search = await services.start('search', ['search', 'start'], { REGISTRY_URL: registry.url, WORDS_DIR: words, ...env });
      await services.publish(node, [owner('310000'), dataset('310000', 1, '窗前明月'), dataset('310000', 2, '甲乙丙丁')]);
      await services.enroll(registry, '310000', node.url);
      await until('the records to be found', async () => ((await found('明月')) as readonly unknown[] | undefined)?.length === 1);
    }, 120_000);
    afterAll(async () => services[Symbol.asyncDispose]());

    test('are read again when they change, without a restart', async () => {
      const [moon, letters] = [{ title: '窗前明月' }, { title: '甲乙丙丁' }];
      expect(await found('moonlight')).toEqual([]);
      await write('synonyms.txt', 'moonlight | 明月\n');
      await untilFound('moonlight', [{ ...moon, matchedBy: [{ asked: 'moonlight', found: '明月', by: 'SYNONYM' }] }]);
      await write('synonyms.txt', 'moonlight | 甲乙\n');
      await untilFound('moonlight', [{ ...letters, matchedBy: [{ asked: 'moonlight', found: '甲乙', by: 'SYNONYM' }] }]);
      expect(await found('zzyzx')).toEqual([]);
      await write('stop-words.txt', 'zzyzx\nqwxyz\n');
      await untilFound('zzyzx 明月', [{ ...moon, matchedBy: [] }]);
      // What can't be used changes nothing.
      await write('synonyms.txt', 'alone\n');
      expect(await found('moonlight')).toEqual([{ ...letters, matchedBy: [{ asked: 'moonlight', found: '甲乙', by: 'SYNONYM' }] }]);
    }, 60_000);
  });
}

wordsCases('the embedded engine', {});
describeWithOpenSearch('a cluster', (url) => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  afterAll(() => removeIndices(url, name));
  wordsCases('OpenSearch', { OPENSEARCH_URL: url, OPENSEARCH_INDEX: name });
});
