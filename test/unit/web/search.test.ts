import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { until } from '../../e2e/support/until.js';
import { openPage, type Answer, type Asked } from './page.js';

const hit = (id: string, distributions: readonly object[] = [], sameAs: readonly object[] = []) => ({
  node: { id, authority: 'MEE', title: `标题 ${id}`, summary: null, ownerName: null, modified: null, highlights: [], sameAs, record: { distributions } },
});
const page = (...edges: readonly object[]) => ({
  data: { search: { total: edges.length, edges, pageInfo: { hasNextPage: true, endCursor: 'c' }, facets: [], index: { authorities: [] } } },
});
const refused = async (): Promise<never> => {
  throw new TypeError('fetch failed');
};

/** Answers one request after the other. */
function script(...answers: readonly Answer[]): Answer {
  let turn = 0;
  return async (asked) => (answers[turn++] as Answer)(asked);
}

const says = async (opened: ReturnType<typeof openPage>, text: string): Promise<void> =>
  void (await until(text, async () => opened.part('status').textContent.includes(text)));

describe('the search page', () => {
  test('says that the catalog can not be reached, and shows no hits of another search', async () => {
    const opened = openPage(script(async () => page(hit('a')), refused, async () => page(hit('b'))));
    await says(opened, '1 条结果');
    opened.search('x');
    await says(opened, "can't be reached");
    expect(opened.part('hits').children).toEqual([]);
    expect(opened.part('more').hidden).toBe(true);
    opened.search('y');
    await says(opened, '1 条结果');
    expect(opened.part('hits').textContent).toContain('标题 b');
  });

  test('keeps the hits, and the way to try again, where more of them do not come', async () => {
    const opened = openPage(script(async () => page(hit('a')), refused, async () => page(hit('b'))));
    await says(opened, '1 条结果');
    opened.more();
    await says(opened, "can't be reached");
    expect(opened.part('hits').all('li').length).toBe(1);
    expect(opened.part('more').hidden).toBe(false);
    opened.more();
    await until('two hits', async () => opened.part('hits').all('li').length === 2);
  });

  test('says the code of an error', async () => {
    await says(openPage(async () => ({ data: { search: null }, errors: [{ message: 'The index is down.', extensions: { code: 'INDEX_UNAVAILABLE' } }] })), 'The index is down. (INDEX_UNAVAILABLE)');
  });

  test('an older answer does not replace the suggestions of a newer one, or of an emptied field', async () => {
    const answers = new Map<string, (text: string) => void>();
    const opened = openPage(async ({ variables: { prefix } }: Asked) =>
      prefix === undefined ? page() : new Promise((resolve) => answers.set(prefix as string, (text) => resolve({ data: { suggest: [{ text }] } }))));
    const offered = () => opened.part('suggestions').all('option').map(({ value }) => value);
    const [older, newer] = [opened.type('空'), opened.type('空气')];
    answers.get('空气')?.('空气质量');
    await newer;
    answers.get('空')?.('空间');
    await older;
    expect(offered()).toEqual(['空气质量']);
    const late = opened.type('水');
    await opened.type('');
    answers.get('水')?.('水位');
    await late;
    expect(offered()).toEqual([]);
  });

  test('links the distributions that a browser can open', async () => {
    const opened = openPage(async () => page(hit('a', [
      { format: 'CSV', accessURL: 'https://data.example.org/a.csv' },
      { format: null, accessURL: 'http://data.example.org/' },
      { format: 'NC', accessURL: 'ftp://data.example.org/a.nc' },
      { format: 'JS', accessURL: 'javascript:alert(1)' },
    ])));
    await says(opened, '1 条结果');
    expect(opened.part('hits').all('a').map(({ textContent, href, rel }) => [textContent, href, rel])).toEqual([
      ['CSV', 'https://data.example.org/a.csv', 'noopener noreferrer'],
      ['数据 Data', 'http://data.example.org/', 'noopener noreferrer'],
    ]);
    expect(opened.part('hits').textContent).toContain('NC · JS');
  });

  test('names where the same thing was catalogued as well, with a link that finds it', async () => {
    const opened = openPage(async () => page(hit('a', [], [{ id: 'MEE-DS-1-X', authority: 'MEE' }]), hit('b')));
    await says(opened, '2 条结果');
    const [first, second] = opened.part('hits').all('li');
    expect(first?.textContent).toContain('Same as · MEE MEE-DS-1-X');
    expect(first?.all('a').map(({ href }) => href)).toEqual(['?q=MEE-DS-1-X']);
    expect(second?.textContent).not.toContain('Same as');
  });

  test('asks for nothing that it does not show', async () => {
    let query = '';
    await says(openPage(async (asked) => {
      query = asked.query;
      return page();
    }), '0 条结果');
    // A hit with exactly what it shows: any other field of it would be refused.
    const shown = buildSchema(`
      type Query { search(query: String, filter: SearchFilter, after: String, lang: Lang): Found }
      input SearchFilter { q: String } enum Lang { ZH } enum Field { KIND THEME AUTHORITY FORMAT SHARE_TYPE FREQUENCY QUALITY }
      type Found { total: Int edges: [Edge] pageInfo: PageInfo facets(fields: [Field], first: Int): [Facet] index: Index }
      type Edge { node: Hit } type PageInfo { hasNextPage: Boolean endCursor: String }
      type Facet { field: Field buckets: [Bucket] } type Bucket { value: String label: String count: Int }
      type Index { authorities: [Freshness] } type Freshness { reachable: Boolean }
      type Hit { id: ID authority: ID title: String summary: String ownerName: String modified: String highlights: [Highlight] sameAs: [SameAs] record: Dataset }
      type SameAs { id: ID authority: ID }
      type Highlight { field: String fragments: [String] }
      type Dataset { distributions: [Distribution] } type Distribution { format: String accessURL: String }`);
    expect(validate(shown, parse(query))).toEqual([]);
  });
});
