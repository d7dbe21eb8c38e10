import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { graphql, type ExecutionResult } from 'graphql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import { ChangeFeed } from '../../../../../subgraphs/catalog/log/change-feed.js';
import { nodeSchema } from '../../../../../subgraphs/catalog/main.js';
import { Publisher } from '../../../../../subgraphs/catalog/publish/publisher.js';
import { OPEN_GATE } from '../../../../../subgraphs/catalog/stewards/steward-gate.js';
import { createContext } from '../../../../../subgraphs/catalog/resolvers/context.js';
import { inLanguage } from '../../../../../subgraphs/catalog/resolvers/record.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import type { RecordStore } from '../../../../../subgraphs/catalog/stores/record-store.js';

/* How often the store is asked: operations run on the schema, over a real store that counts its calls. */

const A = '310000';
const schema = nodeSchema();
const office = (serial: number): string => formatId(A, 'ORGANIZATION', serial);
const dataset = (serial: number): string => formatId(A, 'DATASET', serial);
const elsewhere = formatId('SAC', 'STANDARD', 1);
let folder: string;
let store: RecordStore;
let asked: (readonly string[])[];

/** The store itself, with each call of `getMany` written down. */
function counting(inner: RecordStore): RecordStore {
  return new Proxy(inner, {
    get(target, name) {
      const member = target[name as keyof RecordStore] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        if (name === 'getMany') asked.push(args[0] as string[]);
        return member.apply(target, args);
      };
    },
  });
}

async function run(source: string, variableValues: Record<string, unknown> = {}): Promise<ExecutionResult> {
  const served = new Set([A]);
  const counted = counting(store);
  const publisher = new Publisher({ store: counted, served, onAppend: () => undefined });
  const contextValue = createContext({ store: counted, feed: new ChangeFeed(counted), served, publisher }, OPEN_GATE);
  return graphql({ schema, source, variableValues, contextValue });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resolvers-'));
  store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger: pino({ level: 'silent' }) });
  const publisher = new Publisher({ store, served: new Set([A]), onAppend: () => undefined });
  const titles = [{ lang: 'zh', text: '名' }];
  await publisher.upsert([1, 2, 3].map((serial) => ({ id: office(serial), kind: 'ORGANIZATION', titles })));
  await publisher.upsert(
    Array.from({ length: 20 }, (_, n) => ({
      id: dataset(n + 1), kind: 'DATASET', titles, descriptions: titles, owner: office((n % 3) + 1), themes: ['health'], frequency: 'DAILY', shareType: 'UNCONDITIONAL', openness: 'OPEN', conformsTo: [elsewhere],
    })),
  );
  asked = [];
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const representations = Array.from({ length: 20 }, (_, n) => ({ __typename: 'Dataset', id: dataset(n + 1) }));

describe('one request', () => {
  test('of twenty references is one call of the store', async () => {
    const { errors } = await run('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { id title frequency } } }', { r: representations });
    expect(errors).toBeUndefined();
    expect(asked).toEqual([representations.map(({ id }) => id)]);
  });

  test('asks for the same record once, however often it is named', async () => {
    await run(`{ a: record(id: "${dataset(1)}") { id } b: dataset(id: "${dataset(1)}") { id } c: dataset(id: "${dataset(2)}") { title } }`);
    expect(asked).toEqual([[dataset(1), dataset(2)]]);
  });

  test('of keys of links does not ask for what is linked, in whatever fragments they are', async () => {
    const { errors, data } = await run(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { owner { __typename id } conformsTo { ...Key } } } } fragment Key on Standard { ... on Record { id kind authority } }`,
      { r: representations },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ _entities: { 0: { owner: { __typename: 'Organization', id: office(1) }, conformsTo: [{ id: elsewhere, kind: 'STANDARD', authority: 'SAC' }] } } });
    expect(asked).toHaveLength(1);
  });

  test('of more than keys asks once more for all of them, each once', async () => {
    const { errors } = await run('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { owner { id name } } } }', { r: representations });
    expect(errors).toBeUndefined();
    expect(asked.slice(1)).toEqual([[office(1), office(2), office(3)]]);
  });

  test('does not ask for ids that can not be here', async () => {
    const { data } = await run(`{ a: record(id: "x") { id } b: record(id: "${elsewhere}") { id } c: dataset(id: "${office(1)}") { id } }`);
    expect(data).toEqual({ a: null, b: null, c: null });
    expect(asked).toEqual([]);
  });
});

describe('the language of a text', () => {
  const texts = [{ lang: 'de', text: 'Luft' }, { lang: 'zh-Hant', text: '空氣' }, { lang: 'en-GB', text: 'Air' }];

  test.each([
    ['ZH', '空氣'],
    ['EN', 'Air'],
    [null, '空氣'],
    [undefined, '空氣'],
  ] as const)('%s', (lang, expected) => {
    expect(inLanguage(texts, lang)).toBe(expected);
  });

  test('is another where there is none in it, and none where there is no text', () => {
    expect(inLanguage([texts[0]!], 'EN')).toBe('Luft');
    expect(inLanguage([{ lang: 'zha', text: 'Zhuang' }, { lang: 'enm', text: 'Middle English' }], 'EN')).toBe('Zhuang');
    expect(inLanguage(undefined, 'ZH')).toBeNull();
  });
});

describe('quality', () => {
  const QUALITY = 'score max rating judgedOn firstFix { code points max reason(lang: EN) } dimensions { code name points max } metrics { code met } gbt36344 { code name(lang: EN) score reason }';

  test('is judged on the day asked for, with reasons in the language asked for', async () => {
    const { data, errors } = await run(`{ dataset(id: "${dataset(1)}") { quality(on: "2026-03-01") { ${QUALITY} } } }`);
    expect(errors).toBeUndefined();
    const { quality } = data?.['dataset'] as { quality: { metrics: unknown; dimensions: unknown; gbt36344: unknown } };
    expect(quality).toMatchObject({ score: 90, max: 405, rating: 'BAD', judgedOn: '2026-03-01', firstFix: { code: 'ACCESS_URL', points: 0, max: 50, reason: expect.stringContaining('accessURL') } });
    expect(quality.dimensions).toContainEqual({ code: 'FINDABILITY', name: '可发现性', points: 30, max: 100 });
    expect(quality.metrics).toContainEqual({ code: 'THEMES', met: true });
    expect(quality.gbt36344).toHaveLength(6);
    expect(quality.gbt36344).toContainEqual({ code: 'ACCURACY', name: 'Accuracy', score: expect.any(Number), reason: expect.stringContaining('摘要') });
  });

  test('is judged by today where no day is given, and refuses what is no day', async () => {
    const { data } = await run(`{ dataset(id: "${dataset(1)}") { quality { judgedOn } } }`);
    expect(data?.['dataset']).toEqual({ quality: { judgedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) } });
    const { data: none, errors } = await run(`{ dataset(id: "${dataset(1)}") { id quality(on: "2026-02-30") { score } } }`);
    expect([none?.['dataset'], errors?.[0]?.extensions['code']]).toEqual([{ id: dataset(1), quality: null }, 'BAD_INPUT']);
  });
});
