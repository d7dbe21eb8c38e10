import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute, parse, validate } from 'graphql';
import { readContract } from '../../../../../gateway/partition/contract.js';
import { createPartitionRouter } from '../../../../../gateway/partition/partition-router.js';
import { knownContracts } from '../../../../../gateway/partition/versions/known-contracts.js';
import type { NodeSchemas } from '../../../../../gateway/partition/versions/node-schemas.js';
import { formatId } from '../../../../../schema/ids.js';
import { subgraphSdl } from '../../../../../schema/sdl.js';
import type { TransportAnswer } from '../../../../../subgraphs/kit/transport/transport.js';
import { nationOf, type Health, type OtherContracts, type TestRecord } from '../nation.js';
import { operationsOver } from '../operations.js';
import { contractWithout } from './older-contract.js';

const sdl = subgraphSdl('catalog');
const contract = readContract(sdl);
const AUTHORITIES = ['310000', 'MEE', 'SAC'];
const dataset = (authority: string, serial = 1): string => formatId(authority, 'DATASET', serial);
const owner = (authority: string): string => formatId(authority, 'ORGANIZATION', 1);
const standard = formatId('SAC', 'STANDARD', 1);
const records: readonly TestRecord[] = [
  { id: dataset('310000'), owner: owner('310000'), conformsTo: [standard], derivedFrom: [dataset('MEE')], frequency: 'DAILY', grade: 'GENERAL', temporal: { start: '2024', end: null } },
  { id: dataset('MEE'), owner: owner('MEE'), conformsTo: [standard], derivedFrom: [dataset('310000')], frequency: 'DAILY', grade: 'GENERAL', temporal: { start: '2024', end: null } },
  { id: owner('310000'), parent: owner('MEE') },
  { id: owner('MEE'), parent: null },
  { id: standard, number: 'GB/T 1', supersedes: [], owner: owner('MEE') },
];
const allGood = new Map<string, Health>(AUTHORITIES.map((code) => [code, 'good']));

/** A router that knows what each node serves. */
function routerOver(others: OtherContracts, nationRecords = records) {
  const nation = nationOf(nationRecords, AUTHORITIES, others);
  nation.reset(allGood);
  const contracts = knownContracts({ version: '1.1', sdl }, []);
  const schemas: NodeSchemas = {
    of: ({ url }) => contracts.heard(others[url.slice('http://'.length)]?.sdl ?? sdl, '1.0'),
    refused: async () => false,
    wasAway: () => undefined,
  };
  return { ...nation, route: createPartitionRouter({ contract, schemas, nodes: nation.table, send: nation.send, locate: async () => [standard] }) };
}

const told = ({ errors = [] }: TransportAnswer): readonly unknown[] => errors.map(({ path, extensions }) => [(path ?? []).join('.'), extensions?.['code'], extensions?.['authority'], extensions?.['field'] ?? extensions?.['value']]);

describe('a node that lacks a part of the contract', () => {
  test('is asked for the rest; null and an error stand in place of what it lacks, at every place', async () => {
    const { route, requests } = routerOver({ MEE: contractWithout(['Dataset.temporal', 'Dataset.grade']) });
    const ids = [dataset('310000'), dataset('MEE'), dataset('MEE')];
    const answer = await route({
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { id grade time: temporal { start } derivedFrom { id title grade } } } }',
      variables: { r: ids.map((id) => ({ __typename: 'Dataset', id })) },
    });
    const mee = { id: dataset('MEE'), grade: null, time: null, derivedFrom: [{ id: dataset('310000'), title: `${dataset('310000')} ZH`, grade: 'GENERAL' }] };
    expect(answer.data).toEqual({ _entities: [{ id: dataset('310000'), grade: 'GENERAL', time: { start: '2024' }, derivedFrom: [{ id: dataset('MEE'), title: `${dataset('MEE')} ZH`, grade: null }] }, mee, mee] });
    expect([...told(answer)].sort()).toEqual([
      ['_entities.0.derivedFrom.0.grade', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.grade'],
      ['_entities.1.grade', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.grade'],
      ['_entities.1.time', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.temporal'],
      ['_entities.2.grade', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.grade'],
      ['_entities.2.time', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.temporal'],
    ]);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ contractVersion: '1.0', retryable: false });
    expect(requests.length).toBe(4);
  });

  test('costs nothing where that part is not asked for', async () => {
    const { route } = routerOver({ MEE: contractWithout(['Dataset.grade', 'Dataset.temporal']) });
    const query = `query ($yes: Boolean = true) { dataset(id: "${dataset('MEE')}") { id grade @skip(if: $yes) ... @include(if: false) { temporal { end } } } }`;
    expect(await route({ query })).toEqual({ data: { dataset: { id: dataset('MEE') } } });
  });

  test('a field that must not be null takes the nearest place with it that can be', async () => {
    const { route } = routerOver({ MEE: contractWithout(['LangText.lang', 'Dataset.openness']) });
    const inner = await route({ query: `{ dataset(id: "${dataset('310000')}") { id derivedFrom { id titles { lang } } } }` });
    expect(inner.data).toEqual({ dataset: { id: dataset('310000'), derivedFrom: [null] } });
    expect(told(inner)).toEqual([['dataset.derivedFrom.0.titles.0.lang', 'FIELD_NOT_SUPPORTED', 'MEE', 'LangText.lang']]);
    expect((await route({ query: `{ dataset(id: "${dataset('MEE')}") { id openness } }` })).data).toEqual({ dataset: null });
  });

  test('nothing is left of a selection: the rest of the record stands', async () => {
    const { route } = routerOver({ MEE: contractWithout(['Period.start']) });
    const { data } = await route({ query: `{ dataset(id: "${dataset('MEE')}") { temporal { from: start } ... on Dataset { temporal { ... on Period { start } } } } }` });
    expect(data).toEqual({ dataset: { temporal: { from: null, start: null } } });
  });

  test('an argument that it lacks costs its field, unless it says what holds without it', async () => {
    const { route } = routerOver({ MEE: contractWithout(['Record.title(lang)']) });
    const answer = await route({
      query: `query ($zh: Lang, $en: Lang) { dataset(id: "${dataset('MEE')}") { a: title(lang: ZH) b: title(lang: $zh) c: title(lang: $missing) d: version } broken: dataset(id: "${dataset('MEE')}") { title(lang: $en) } }`,
      variables: { zh: 'ZH', en: 'EN' },
    });
    const title = `${dataset('MEE')} ZH`;
    expect(answer.data).toEqual({ dataset: { a: title, b: title, c: title, d: 1 }, broken: null });
    expect(told(answer)).toEqual([['broken.title', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.title']]);
  });

  test('a word of an argument that it does not know costs its field', async () => {
    const { route } = routerOver({ MEE: contractWithout(['Lang.EN']) });
    const ask = async (lang: string) => route({ query: `query ($l: Lang) { dataset(id: "${dataset('MEE')}") { derivedFrom { title(lang: $l) } description(lang: $l) } }`, variables: { l: lang } });
    expect((await ask('ZH')).errors).toBeUndefined();
    const answer = await ask('EN');
    expect(answer.data).toEqual({ dataset: { derivedFrom: [{ title: `${dataset('310000')} EN` }], description: null } });
    expect(told(answer)).toEqual([['dataset.description', 'FIELD_NOT_SUPPORTED', 'MEE', 'Dataset.description']]);
  });

  test('root fields and whole kinds may be what it lacks', async () => {
    const { route } = routerOver({ MEE: contractWithout(['Query.dataset']), SAC: contractWithout(['Standard', 'Query.standard', 'Dataset.conformsTo', 'DataService.conformsTo', 'Standard.supersedes']) });
    const answer = await route({ query: `{ dataset(id: "${dataset('MEE')}") { id } record(id: "${dataset('MEE')}") { id ... on Standard { number } } standard(number: "gbt1") { number } other: dataset(id: "${dataset('310000')}") { conformsTo { number } } }` });
    expect(answer.data).toEqual({ dataset: null, record: { id: dataset('MEE') }, standard: null, other: { conformsTo: [null] } });
    expect(told(answer)).toEqual([
      ['dataset', 'FIELD_NOT_SUPPORTED', 'MEE', 'Query.dataset'],
      ['standard', 'FIELD_NOT_SUPPORTED', 'SAC', 'Standard'],
      ['other.conformsTo.0', 'FIELD_NOT_SUPPORTED', 'SAC', 'Standard'],
    ]);
  });
});

describe('a node that is ahead', () => {
  const newer = { sdl: sdl.replace('enum Frequency {', 'enum Frequency {\n  BIENNIAL').replace('enum Grade {', 'enum Grade {\n  SECRET').replace('enum Openness {', 'enum Openness {\n  SOMETIMES').replace('  items: [DataItem!]!', '  items: [DataItem!]!\n  mood: String'), lacks: new Set<string>() };
  const with_ = (more: object): readonly TestRecord[] => records.map((record) => (record.id === dataset('MEE') ? { ...record, openness: 'OPEN', ...more } : record));
  const query = `{ dataset(id: "${dataset('MEE')}") { id frequency openness level: grade } }`;

  test('a word that is not known here costs its own place', async () => {
    const answer = await routerOver({ MEE: newer }, with_({ grade: 'SECRET' })).route({ query });
    expect(answer.data).toEqual({ dataset: { id: dataset('MEE'), frequency: 'DAILY', openness: 'OPEN', level: null } });
    expect(told(answer)).toEqual([['dataset.level', 'VALUE_NOT_SUPPORTED', 'MEE', 'Dataset.grade']]);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ value: 'SECRET' });
  });

  test('where null can’t stand, it reads as the word for the unknown', async () => {
    expect(await routerOver({ MEE: newer }, with_({ frequency: 'BIENNIAL' })).route({ query })).toEqual({ data: { dataset: { id: dataset('MEE'), frequency: 'UNKNOWN', openness: 'OPEN', level: 'GENERAL' } } });
  });

  test('where there is no such word, it takes the nearest place with it that can be null', async () => {
    const answer = await routerOver({ MEE: newer }, with_({ openness: 'SOMETIMES' })).route({ query });
    expect(answer.data).toEqual({ dataset: null });
    expect(told(answer)).toEqual([['dataset.openness', 'VALUE_NOT_SUPPORTED', 'MEE', 'Dataset.openness']]);
  });

  test('what it has more is nobody’s loss', async () => {
    const { route, requests } = routerOver({ MEE: newer });
    expect((await route({ query: `{ dataset(id: "${dataset('MEE')}") { version } }` })).errors).toBeUndefined();
    expect(requests.length).toBe(1);
  });
});

/** The places of null in data that have a FIELD_NOT_SUPPORTED at or below them. */
function unsupportedPlaces({ data, errors = [] }: { readonly data?: unknown; readonly errors?: readonly { path?: readonly (string | number)[] | undefined; extensions?: object | undefined }[] | undefined }): readonly string[] {
  const places = errors.filter(({ extensions }) => (extensions as { code?: string } | undefined)?.code === 'FIELD_NOT_SUPPORTED').map(({ path = [] }) => {
    let value = data;
    const end = path.findIndex((key) => (value = (value as Record<string | number, unknown>)[key]) === null);
    return path.slice(0, end + 1).join('.');
  });
  return [...new Set(places)].sort();
}

const LACKS = ['Record.version', 'Record.titles', 'Record.title(lang)', 'LangText.lang', 'Dataset.owner', 'Dataset.conformsTo', 'Dataset.derivedFrom', 'Organization.parent', 'Standard.supersedes', 'Query.dataset', 'Query.record'];
const others = fc.record(Object.fromEntries(AUTHORITIES.map((code) => [code, fc.subarray(LACKS, { maxLength: 4 })])));
/** A dozen nations, for building one takes longer than asking it. */
const nations = fc.sample(others, { numRuns: 12, seed: 12 }).map((lacking) => routerOver(Object.fromEntries(Object.entries(lacking).map(([code, lacks]) => [code, contractWithout(lacks)]))));
const anyId = fc.constantFrom(...records.map(({ id }) => id));
const datasetId = fc.constantFrom(dataset('310000'), dataset('MEE'));

describe('nodes of many versions', () => {
  test('answer as one store would in which a field fails that its owner lacks', async () => {
    await fc.assert(
      fc.asyncProperty(operationsOver(anyId, datasetId), fc.constantFrom(...nations), async (operation, { route, whole }) => {
        const document = parse(operation.query);
        fc.pre(validate(contract.schema, document).length === 0);
        const expected = await execute({ schema: whole, document, variableValues: operation.variables });
        for (let turn = 1; turn <= 2; turn += 1) {
          const actual = await route(operation);
          expect(JSON.parse(JSON.stringify(actual.data))).toEqual(JSON.parse(JSON.stringify(expected.data)));
          expect(unsupportedPlaces(actual)).toEqual(unsupportedPlaces(expected as never));
          expect(actual.errors?.filter(({ extensions }) => extensions?.['code'] !== 'FIELD_NOT_SUPPORTED') ?? []).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});
