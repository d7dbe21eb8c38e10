import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../schema/canonical-json.js';
import { formatId } from '../../../schema/ids.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';

/* One node of two authorities, over HTTP, as stewards and routers meet it. */

const logger = pino({ level: 'silent' });
const dataDir = mkdtempSync(join(tmpdir(), 'node-'));
const transport = createHttpTransport();
const TOKEN = 'steward-secret';
let node: HttpServer;

const start = () => startNode({ host: '127.0.0.1', port: 0, dataDir, authorities: ['310000', 'MEE'], stewardToken: TOKEN }, logger);

beforeAll(async () => {
  node = await start();
});

afterAll(async () => {
  await node.close();
  await transport.close();
  rmSync(dataDir, { recursive: true });
});

const ask = (query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) => transport.send({ url: `${node.url}/graphql`, query, variables, headers });
const steward = (query: string, variables: Record<string, unknown>) => ask(query, variables, { authorization: `Bearer ${TOKEN}` });

interface Upserted {
  readonly index: number;
  readonly outcome: string;
  readonly id: string;
  readonly version: number;
  readonly problems: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
}

async function upsert(...records: readonly Record<string, unknown>[]): Promise<readonly Upserted[]> {
  const { data, errors } = await steward('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { index outcome id version problems { field value rule message } } }', { records });
  expect(errors).toBeUndefined();
  return data!['upsertRecords'] as readonly Upserted[];
}

const retire = (id: string, reason: string, replacedBy?: string) =>
  steward('mutation ($id: ID!, $reason: String!, $by: ID) { retireRecord(id: $id, reason: $reason, replacedBy: $by) { id changed version } }', { id, reason, by: replacedBy });

const office = (serial: number, authority = '310000') => ({ id: formatId(authority, 'ORGANIZATION', serial), kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: `上海市第${String(serial)}局` }, { lang: 'en', text: `Bureau ${String(serial)}` }] });

const dataset = (more: Record<string, unknown> = {}) => ({
  kind: 'DATASET',
  authority: '310000',
  titles: [{ lang: 'zh', text: '空气质量' }, { lang: 'en', text: 'Air quality' }],
  descriptions: [{ lang: 'zh', text: '实时监测。' }],
  owner: formatId('310000', 'ORGANIZATION', 1),
  themes: ['environment'],
  frequency: 'HOURLY',
  shareType: 'UNCONDITIONAL',
  openness: 'OPEN',
  ...more,
});

const codes = (errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[] | undefined) => errors?.map(({ extensions }) => extensions?.['code']);

describe('publishing and reading', () => {
  test('a batch is judged record by record, and what is good is readable at once', async () => {
    const results = await upsert(office(1), dataset({ keywords: ['空气', 'AQI', '空气'], distributions: [{ accessURL: 'https://data.sh.gov.cn/1', format: 'CSV', byteSize: 12 }] }), dataset({ owner: 'nobody', shareType: 'SOMETIMES' }));
    expect(results.map(({ index, outcome, version }) => [index, outcome, version])).toEqual([[0, 'CREATED', 1], [1, 'CREATED', 1], [2, 'REJECTED', null]]);
    expect(results[2]!.problems.map(({ field, rule }) => `${field} ${rule}`).sort()).toEqual(['owner ID_FORM', 'shareType VOCABULARY']);

    const { data, errors } = await ask(
      `query ($id: ID!) { dataset(id: $id) { __typename id kind authority title en: title(lang: EN) titles { lang text } description(lang: EN) descriptions { text }
        keywords landingPage issued modified version sources { system } servedFrom asOf owner { id name(lang: EN) } distributions { title accessURL format byteSize }
        conformsTo { id } series { id } themes region bbox temporal { start } frequency shareType shareCondition openness grade license items { name } derivedFrom { id } } }`,
      { id: results[1]!.id },
    );
    expect(errors).toBeUndefined();
    expect(data!['dataset']).toMatchObject({
      __typename: 'Dataset', id: formatId('310000', 'DATASET', 1), kind: 'DATASET', authority: '310000', title: '空气质量', en: 'Air quality', description: '实时监测。',
      keywords: ['空气', 'AQI'], landingPage: null, version: 1, sources: [], servedFrom: 'OWNER', owner: { id: office(1).id, name: 'Bureau 1' },
      distributions: [{ title: null, accessURL: 'https://data.sh.gov.cn/1', format: 'CSV', byteSize: 12 }], conformsTo: [], series: null, themes: ['environment'],
      bbox: null, frequency: 'HOURLY', shareType: 'UNCONDITIONAL', openness: 'OPEN', items: [], derivedFrom: [],
    });
  });

  test('every kind has its fields', async () => {
    const ids = [formatId('MEE', 'DATA_SERIES', 1), formatId('MEE', 'DATA_SERVICE', 1), formatId('MEE', 'STANDARD', 1), formatId('MEE', 'ORGANIZATION', 1)] as const;
    const titles = [{ lang: 'zh', text: '名' }];
    const results = await upsert(
      { id: ids[0], kind: 'DATA_SERIES', titles, descriptions: titles, frequency: 'YEARLY', temporal: { start: '2013' } },
      { id: ids[1], kind: 'DATA_SERVICE', titles, endpointURL: 'https://api.mee.gov.cn/v1', shareType: 'NOT_SHARED', shareCondition: '涉密', openness: 'CLOSED', servesDatasets: [formatId('310000', 'DATASET', 1)] },
      { id: ids[2], kind: 'STANDARD', titles, number: 'HJ 633-2012', status: 'CURRENT', supersedes: [formatId('MEE', 'STANDARD', 9)] },
      { id: ids[3], kind: 'ORGANIZATION', titles, uscc: '91350100M000100Y43', region: '100000', homepage: 'https://www.mee.gov.cn', parent: office(1).id },
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['CREATED', 'CREATED', 'CREATED', 'CREATED']);
    const { data, errors } = await ask(
      `query ($a: ID!, $b: ID!) {
        dataSeries(id: $a) { frequency temporal { start end } themes owner { id } }
        dataService(id: $b) { endpointURL shareCondition openness servesDatasets { title } }
        standard(number: "hj633") { id number status supersedes { id kind authority } }
        organization(uscc: "91350100m000100y43") { id name title uscc region homepage parent { name } }
        record(id: $a) { __typename id ... on DataSeries { frequency } }
      }`,
      { a: ids[0], b: ids[1] },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      dataSeries: { frequency: 'YEARLY', temporal: { start: '2013', end: null }, themes: [], owner: null },
      dataService: { endpointURL: 'https://api.mee.gov.cn/v1', shareCondition: '涉密', openness: 'CLOSED', servesDatasets: [{ title: '空气质量' }] },
      standard: { id: ids[2], number: 'HJ 633-2012', status: 'CURRENT', supersedes: [{ id: formatId('MEE', 'STANDARD', 9), kind: 'STANDARD', authority: 'MEE' }] },
      organization: { id: ids[3], name: '名', title: '名', region: '100000', parent: { name: '上海市第1局' } },
      record: { __typename: 'DataSeries', id: ids[0], frequency: 'YEARLY' },
    });
  });

  test('a mutation without the token is refused, a query is not', async () => {
    const mutation = `mutation { retireRecord(id: "${office(1).id}", reason: "x") { id } }`;
    expect(codes((await ask(mutation)).errors)).toEqual(['UNAUTHENTICATED']);
    expect(codes((await ask(mutation, {}, { authorization: 'Bearer wrong' })).errors)).toEqual(['UNAUTHENTICATED']);
    expect((await ask('{ changes(authority: "310000") { head } }')).errors).toBeUndefined();
  });

  test('500 records of 16 megabytes go through in one call', async () => {
    const text = '数据说明。'.repeat(2_000);
    const records = Array.from({ length: 500 }, (_, n) => dataset({ authority: 'MEE', titles: [{ lang: 'zh', text: `大 ${String(n)}` }], descriptions: [{ lang: 'zh', text: `${text}${String(n)}` }], sources: [{ system: 'bulk', identifier: String(n) }] }));
    expect(Buffer.byteLength(JSON.stringify(records))).toBeGreaterThan(15_000_000);
    expect(new Set((await upsert(...records)).map(({ outcome }) => outcome))).toEqual(new Set(['CREATED']));
    expect(new Set((await upsert(...records)).map(({ outcome }) => outcome))).toEqual(new Set(['UNCHANGED']));
  }, 60_000);
});

describe('what can not be answered', () => {
  test.each([
    ['a malformed id', '{ record(id: "310000-DS-1") { id } }', 'BAD_ID'],
    ['a mistyped id', '{ record(id: "310000-DS-0000000001-0") { id } }', 'BAD_ID'],
    ["another authority's id", `{ record(id: "${formatId('440000', 'DATASET', 1)}") { id } }`, 'NOT_SERVED_HERE'],
    ['an id of another kind', `{ dataset(id: "${formatId('310000', 'ORGANIZATION', 1)}") { id } }`, 'BAD_ID'],
    ['two ways to name a standard', `{ standard(id: "${formatId('MEE', 'STANDARD', 1)}", number: "HJ 633") { id } }`, 'BAD_INPUT'],
    ['no way to name an organization', '{ organization { id } }', 'BAD_INPUT'],
    ['a wrong credit code', '{ organization(uscc: "91350100M000100Y44") { id } }', 'BAD_INPUT'],
    ['a number without letter or digit', '{ standard(number: "—") { id } }', 'BAD_INPUT'],
  ])('%s: null with its code', async (_, query, code) => {
    const { data, errors } = await ask(query);
    expect(Object.values(data!)).toEqual([null]);
    expect(codes(errors)).toEqual([code]);
  });

  test('an unknown record is null without an error', async () => {
    expect(await ask(`{ record(id: "${formatId('310000', 'DATASET', 999)}") { id } standard(number: "GB 0") { id } }`)).toEqual({ data: { record: null, standard: null } });
  });

  test('a retired record says why; its source revives it', async () => {
    const source = { sources: [{ system: 'ckan', identifier: 'old' }] };
    const [old] = await upsert(dataset(source));
    expect((await retire(old!.id, 'gone')).data).toEqual({ retireRecord: { id: old!.id, changed: true, version: 2 } });
    expect((await retire(old!.id, 'again')).data).toEqual({ retireRecord: { id: old!.id, changed: false, version: 2 } });
    const { data, errors } = await ask(`{ record(id: "${old!.id}") { id } }`);
    expect(data).toEqual({ record: null });
    expect(errors).toMatchObject([{ path: ['record'], extensions: { code: 'RECORD_RETIRED', reason: 'gone' } }]);
    expect(errors![0]!.extensions!['at']).toMatch(/^\d{4}-.*Z$/);
    expect(await upsert(dataset(source))).toMatchObject([{ outcome: 'UPDATED', id: old!.id, version: 3 }]);
  });

  test('a merged record says what replaces it; its source does not undo the merger, its id does', async () => {
    const source = { sources: [{ system: 'ckan', identifier: 'merged' }] };
    const [old, successor] = await upsert(dataset(source), dataset({ titles: [{ lang: 'zh', text: '合并后' }] }));
    await retire(old!.id, 'merged', successor!.id);
    expect((await ask(`{ record(id: "${old!.id}") { id } }`)).errors).toMatchObject([{ extensions: { code: 'RECORD_RETIRED', reason: 'merged', replacedBy: successor!.id } }]);
    const [rejected] = await upsert(dataset(source));
    expect(rejected).toMatchObject({ outcome: 'REJECTED', problems: [{ rule: 'REPLACED', field: 'sources' }] });
    expect(rejected!.problems[0]!.message).toContain(successor!.id);
    expect((await ask(`{ record(id: "${old!.id}") { id } }`)).data).toEqual({ record: null });
    expect(await upsert(dataset({ ...source, id: old!.id }))).toMatchObject([{ outcome: 'UPDATED', id: old!.id, version: 3 }]);
  });

  test.each([
    ['an unknown record', formatId('310000', 'DATASET', 777), 'gone', undefined, 'RECORD_NOT_FOUND'],
    ['a malformed id', 'x', 'gone', undefined, 'BAD_ID'],
    ["another authority's record", formatId('440000', 'DATASET', 1), 'gone', undefined, 'NOT_SERVED_HERE'],
    ['no reason', formatId('310000', 'ORGANIZATION', 1), '  ', undefined, 'BAD_INPUT'],
    ['a replacement of another kind', formatId('310000', 'ORGANIZATION', 1), 'gone', formatId('310000', 'DATASET', 1), 'BAD_INPUT'],
    ['itself as its replacement', formatId('310000', 'ORGANIZATION', 1), 'gone', formatId('310000', 'ORGANIZATION', 1), 'BAD_INPUT'],
  ])('%s is not retired', async (_, id, reason, by, code) => {
    expect(codes((await retire(id, reason, by)).errors)).toEqual([code]);
  });
});

describe('as a subgraph', () => {
  const entities = (representations: readonly object[], selection: string) =>
    ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { id ${selection} } ... on Organization { id name } } }`, { r: representations });

  test('answers in the order of the question; each failure is null at its own place with its own error', async () => {
    const { data, errors } = await entities(
      [
        { __typename: 'Organization', id: formatId('310000', 'ORGANIZATION', 1) },
        { __typename: 'Dataset', id: formatId('310000', 'DATASET', 999) },
        { __typename: 'Dataset', id: formatId('310000', 'DATASET', 1) },
        { __typename: 'Dataset', id: 'nonsense' },
        { __typename: 'Dataset', id: formatId('440000', 'DATASET', 1) },
        { __typename: 'Dataset', id: formatId('310000', 'ORGANIZATION', 1) },
        { __typename: 'Dataset', id: formatId('310000', 'DATASET', 1) },
      ],
      'title',
    );
    const air = { id: formatId('310000', 'DATASET', 1), title: '空气质量' };
    expect(data).toEqual({ _entities: [{ id: office(1).id, name: '上海市第1局' }, null, air, null, null, null, air] });
    expect(Object.fromEntries(errors!.map(({ path, extensions }) => [path!.join('.'), extensions!['code']]))).toEqual({
      '_entities.1': 'RECORD_NOT_FOUND',
      '_entities.3': 'BAD_ID',
      '_entities.4': 'NOT_SERVED_HERE',
      '_entities.5': 'BAD_ID',
    });
  });

  test('a link to elsewhere answers its key; more of it is null at the link alone', async () => {
    const elsewhere = formatId('SAC', 'STANDARD', 5);
    const missing = formatId('MEE', 'STANDARD', 404);
    const [linked] = await upsert(dataset({ titles: [{ lang: 'zh', text: '链接' }], conformsTo: [elsewhere, formatId('MEE', 'STANDARD', 1), missing], series: formatId('SAC', 'DATA_SERIES', 1) }));
    const reference = [{ __typename: 'Dataset', id: linked!.id }];

    const keys = await entities(reference, 'conformsTo { __typename id kind authority } series { ... on DataSeries { id } }');
    expect(keys.errors).toBeUndefined();
    expect(keys.data).toMatchObject({ _entities: [{ conformsTo: [{ __typename: 'Standard', id: elsewhere, kind: 'STANDARD', authority: 'SAC' }, { authority: 'MEE' }, { id: missing }], series: { id: formatId('SAC', 'DATA_SERIES', 1) } }] });

    const more = await entities(reference, 'conformsTo { id number } series { id title } owner { name }');
    expect(more.data).toEqual({ _entities: [{ id: linked!.id, conformsTo: [null, { id: formatId('MEE', 'STANDARD', 1), number: 'HJ 633-2012' }, null], series: null, owner: { name: '上海市第1局' } }] });
    expect(more.errors!.map(({ path, extensions }) => [path!.join('.'), extensions!['code']]).sort()).toEqual([
      ['_entities.0.conformsTo.0', 'HELD_ELSEWHERE'],
      ['_entities.0.conformsTo.2', 'RECORD_NOT_FOUND'],
      ['_entities.0.series', 'HELD_ELSEWHERE'],
    ]);
    expect(more.errors!.find(({ path }) => path!.join('.') === '_entities.0.conformsTo.0')!.extensions).toMatchObject({ id: elsewhere, typename: 'Standard', authority: 'SAC' });
  });

  test('_service gives the contract, directives of the router included', async () => {
    const { data } = await ask('{ _service { sdl } }');
    const { sdl } = data!['_service'] as { sdl: string };
    expect(sdl).toContain('@partition(by: "id", lookup: ["number"])');
    expect(sdl).toContain('type Dataset implements Record');
  });
});

describe('the change feed', () => {
  interface Page {
    readonly entries: readonly { readonly seq: number; readonly id: string; readonly version: number; readonly op: string; readonly recordHash: string; readonly document: string | null }[];
    readonly cursor: string;
    readonly head: number;
    readonly live: number;
  }
  const feed = (args: string) => ask(`{ changes(${args}) { entries { seq id kind version op at recordHash document } cursor head live } }`);
  const page = async (args: string): Promise<Page> => {
    const { data, errors } = await feed(args);
    expect(errors).toBeUndefined();
    return data!['changes'] as Page;
  };

  test('is read page by page to its head; hashes are over the documents as they came', async () => {
    const seen: Page['entries'][number][] = [];
    let last = await page('authority: "310000", first: 2');
    for (; last.entries.length > 0; last = await page(`authority: "310000", first: 2, after: "${last.cursor}"`)) seen.push(...last.entries);
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: last.head }, (_, index) => index + 1));
    const latest = new Map(seen.map((entry) => [entry.id, entry]));
    expect([...latest.values()].filter(({ op }) => op === 'UPSERT')).toHaveLength(last.live);
    for (const entry of seen) {
      expect(entry.document !== null).toBe(latest.get(entry.id) === entry);
      if (entry.document === null) continue;
      expect(createHash('sha256').update(entry.document).digest('hex')).toBe(entry.recordHash);
      expect(canonicalJson(JSON.parse(entry.document))).toBe(entry.document);
      expect(JSON.parse(entry.document)).toMatchObject({ id: entry.id, version: entry.version });
    }
  });

  test('a page of large documents ends early, and the rest follows', async () => {
    let count = 0;
    let pages = 0;
    let last = await page('authority: "MEE", first: 5000');
    for (; last.entries.length > 0; last = await page(`authority: "MEE", first: 5000, after: "${last.cursor}"`)) {
      count += last.entries.length;
      pages += 1;
    }
    expect(count).toBe(last.head);
    expect(pages).toBeGreaterThan(1);
  });

  test('an empty page is held back until something is published', async () => {
    const { cursor, head } = await page('authority: "310000", first: 5000');
    const waiting = page(`authority: "310000", after: "${cursor}", waitMillis: 30000`);
    const [added] = await upsert(dataset({ titles: [{ lang: 'zh', text: '刚刚' }] }));
    expect(await waiting).toMatchObject({ entries: [{ seq: head + 1, id: added!.id }], head: head + 1 });
  });

  test('an empty page comes when the time is over, with the cursor that was given', async () => {
    const { cursor } = await page('authority: "310000", first: 5000');
    expect(await page(`authority: "310000", after: "${cursor}", waitMillis: 20`)).toMatchObject({ entries: [], cursor });
  });

  test.each([
    ['first below its range', 'authority: "MEE", first: 0', 'BAD_INPUT'],
    ['first above its range', 'authority: "MEE", first: 5001', 'BAD_INPUT'],
    ['waitMillis below its range', 'authority: "MEE", waitMillis: -1', 'BAD_INPUT'],
    ['waitMillis above its range', 'authority: "MEE", waitMillis: 30001', 'BAD_INPUT'],
    ['something that is no cursor', 'authority: "MEE", after: "hello"', 'BAD_CURSOR'],
    ['an authority that is not served', 'authority: "440000"', 'NOT_SERVED_HERE'],
    ['something that is no authority', 'authority: "a b"', 'BAD_INPUT'],
  ])('%s is refused', async (_, args, code) => {
    const { data, errors } = await feed(args);
    expect(data).toEqual({ changes: null });
    expect(codes(errors)).toEqual([code]);
  });

  test('a cursor of another history is refused, with the head there is', async () => {
    const { cursor } = await page('authority: "MEE", first: 1');
    const { head } = await page('authority: "310000", first: 1');
    const longer = Buffer.from(`99999:${'0'.repeat(16)}`).toString('base64url');
    for (const after of [cursor, longer]) {
      expect((await feed(`authority: "310000", after: "${after}"`)).errors).toMatchObject([{ extensions: { code: 'CURSOR_MISMATCH', authority: '310000', head } }]);
    }
  });
});

describe('a restart', () => {
  test('finds all data; long polls end with it and no answer is cut', async () => {
    const read = () => ask('{ changes(authority: "310000", first: 5000) { cursor head live entries { seq id recordHash } } }');
    const before = await read();
    const { cursor } = before.data!['changes'] as { cursor: string };
    const waiting = ask(`{ changes(authority: "310000", after: "${cursor}", waitMillis: 30000) { entries { seq } } }`);
    await ask('{ __typename }');
    await node.close();
    expect(await waiting).toEqual({ data: { changes: { entries: [] } } });
    node = await start();
    expect(await read()).toEqual(before);
  });

  test('a second node on the same data does not start', async () => {
    await expect(start()).rejects.toThrow('Another process has');
    expect((await ask('{ changes(authority: "310000") { head } }')).errors).toBeUndefined();
  });
});
