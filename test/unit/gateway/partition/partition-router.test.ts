import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execute, parse, validate } from 'graphql';
import { createPartitionRouter } from '../../../../gateway/partition/partition-router.js';
import { readContract } from '../../../../gateway/partition/contract.js';
import { knownContracts } from '../../../../gateway/partition/versions/known-contracts.js';
import { sameEverywhere } from '../../../../gateway/partition/versions/node-schemas.js';
import { CONTRACT_VERSION } from '../../../../schema/contract-version.js';
import { formatId } from '../../../../schema/ids.js';
import { subgraphSdl } from '../../../../schema/sdl.js';
import { MISANSWER_NAMES, nationOf, type Health, type TestRecord } from './nation.js';
import { operationsOver, selectionOn } from './operations.js';

const contract = readContract(subgraphSdl('catalog'));
const allAlike = sameEverywhere(knownContracts({ version: CONTRACT_VERSION, sdl: contract.sdl }, []).assumed(CONTRACT_VERSION));
const owner = (authority: string, serial = 1): string => formatId(authority, 'ORGANIZATION', serial);
const dataset = (authority: string, serial = 1): string => formatId(authority, 'DATASET', serial);
const standard = (serial: number): string => formatId('SAC', 'STANDARD', serial);

const records: readonly TestRecord[] = [
  { id: dataset('310000'), owner: owner('310000'), conformsTo: [standard(1), standard(2)], derivedFrom: [dataset('MEE')] },
  { id: dataset('310000', 2), owner: owner('310000'), conformsTo: [], derivedFrom: [dataset('MEE'), dataset('310000'), dataset('440000', 9)] },
  { id: dataset('MEE'), owner: owner('MEE'), conformsTo: [standard(1)], derivedFrom: [dataset('CMA')] },
  { id: dataset('CMA'), owner: owner('GONE'), conformsTo: [standard(3)], derivedFrom: [] },
  { id: dataset('440000'), owner: null, conformsTo: [standard(2), standard(1), standard(2)], derivedFrom: [dataset('GONE'), dataset('310000', 2)] },
  { id: owner('310000'), parent: owner('MEE') },
  { id: owner('MEE'), parent: null },
  { id: standard(1), number: 'GB/T 1', supersedes: [standard(2)], owner: owner('MEE') },
  { id: standard(2), number: 'GB/T 2', supersedes: [], owner: owner('310000') },
];
const AUTHORITIES = ['310000', 'MEE', 'CMA', '440000', 'SAC'];
const nation = nationOf(records, AUTHORITIES);
const allGood = new Map<string, Health>(AUTHORITIES.map((code) => [code, 'good']));

function routerOver(health: ReadonlyMap<string, Health>, locate = async (): Promise<readonly string[]> => [], reuseMillis = 0) {
  nation.reset(health);
  return { ...nation, route: createPartitionRouter({ contract, schemas: allAlike, nodes: nation.table, send: nation.send, locate, reuseMillis }) };
}

/** Errors as a client tells them apart: by path and code. */
const told = (errors: readonly { path?: readonly (string | number)[] | undefined; extensions?: object | undefined }[] = []): readonly string[] =>
  errors.map(({ path, extensions }) => `${(path ?? []).join('.')} ${String((extensions as { code?: string } | undefined)?.code)}`).sort();

describe('an operation over several authorities', () => {
  test('asks each node once a wave, and a record once however often it stands', async () => {
    const { route, requests } = routerOver(allGood);
    const answer = await route({
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { title owner { title } conformsTo { number } } } }',
      variables: { r: [dataset('310000'), dataset('MEE'), dataset('310000', 2), dataset('310000')].map((id) => ({ __typename: 'Dataset', id })) },
    });
    expect(answer.errors).toBeUndefined();
    const asked = requests.map(({ url, variables }) => `${url} ${String(Object.values(variables).flat().length)}`);
    expect(asked.slice(0, 2).sort()).toEqual(['http://310000 2', 'http://MEE 1']);
    expect(asked.slice(2).sort()).toEqual(['http://310000 1', 'http://MEE 1', 'http://SAC 2']);
    expect((answer.data?.['_entities'] as unknown[]).length).toBe(4);
  });

  test('takes what is asked by an id and is no record, such as a history, for the answer', async () => {
    const history = { versions: [{ version: 1 }], next: null };
    const send = async ({ query }: { readonly query: string }) => {
      const [operation] = parse(query).definitions;
      const fields = operation?.kind === 'OperationDefinition' ? operation.selectionSet.selections : [];
      return { data: Object.fromEntries(fields.map((field) => [field.kind === 'Field' ? (field.alias ?? field.name).value : '', history])) };
    };
    const route = createPartitionRouter({ contract, schemas: allAlike, nodes: nation.table, send, locate: async () => [], reuseMillis: 0 });
    expect(await route({ query: `{ history(id: "${dataset('MEE')}") { versions { version } next } }` })).toEqual({ data: { history } });
  });

  test('tells which representation is malformed, unknown, of another kind or missing, and answers the rest', async () => {
    const { route } = routerOver(allGood);
    const ids = [dataset('310000'), 'nonsense', dataset('GONE'), dataset('MEE', 7), `${dataset('MEE').slice(0, -1)}*`, owner('MEE')];
    const { data, errors } = await route({
      query: 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Dataset { id } } }',
      variables: { representations: ids.map((id) => ({ __typename: 'Dataset', id })) },
    });
    expect(data).toEqual({ _entities: [{ id: dataset('310000') }, null, null, null, null, null] });
    expect(told(errors)).toEqual(['_entities.1 BAD_ID', '_entities.2 UNKNOWN_AUTHORITY', '_entities.3 RECORD_NOT_FOUND', '_entities.4 BAD_ID', '_entities.5 BAD_ID']);
  });

  test('a failing node costs its own places only, and its insides stay inside', async () => {
    for (const state of ['unreachable', 'garbage', 'short', ...MISANSWER_NAMES] as const) {
      const { route } = routerOver(new Map([...allGood, ['MEE', state]]));
      const { data, errors } = await route({
        query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { id derivedFrom { title } } } }',
        variables: { r: [dataset('310000'), dataset('MEE')].map((id) => ({ __typename: 'Dataset', id })) },
      });
      expect(data).toEqual({ _entities: [{ id: dataset('310000'), derivedFrom: [null] }, null] });
      expect(told(errors)).toEqual(['_entities.0.derivedFrom.0 NODE_UNAVAILABLE', '_entities.1 NODE_UNAVAILABLE']);
      expect(errors?.every(({ extensions }) => extensions?.['authority'] === 'MEE')).toBe(true);
      expect(JSON.stringify(errors)).not.toContain('secret');
    }
  });

  test('a link of which only the key is asked costs no further request', async () => {
    const { route, requests } = routerOver(allGood);
    const { data } = await route({ query: `{ dataset(id: "${dataset('310000')}") { owner { __typename id } conformsTo { key: id } } }` });
    expect(data).toEqual({ dataset: { owner: { __typename: 'Organization', id: owner('310000') }, conformsTo: [{ key: standard(1) }, { key: standard(2) }] } });
    expect(requests.length).toBe(1);
  });

  test('what an owner said a moment ago is not asked again, unless it is asked otherwise or had an error', async () => {
    const { route, requests } = routerOver(new Map([...allGood, ['MEE', 'unreachable']]), undefined, 60_000);
    const ask = (id: string, lang: string) => route({ query: 'query ($r: [_Any!]!, $l: Lang) { _entities(representations: $r) { ... on Dataset { title(lang: $l) } } }', variables: { r: [{ __typename: 'Dataset', id }], l: lang } });
    const first = await ask(dataset('310000'), 'ZH');
    expect(await ask(dataset('310000'), 'ZH')).toEqual(first);
    expect(requests.length).toBe(1);
    await ask(dataset('310000'), 'EN');
    await ask(dataset('MEE'), 'ZH');
    await ask(dataset('MEE'), 'ZH');
    expect(requests.length).toBe(4);
  });

  test('keys and fields asked of one link in several places come together', async () => {
    const { route } = routerOver(allGood);
    const { data } = await route({
      query: `query ($no: Boolean = false) { record(id: "${dataset('310000')}") { ... on Dataset { owner { key: id } } ... on Dataset { owner { title @include(if: $no) } owner { version } } } }`,
    });
    expect(data).toEqual({ record: { owner: { key: owner('310000'), version: 1 } } });
  });

  test('a lookup goes through the index to the owner; exactly one argument is taken', async () => {
    const { route } = routerOver(allGood, async () => [standard(1)]);
    expect(await route({ query: '{ standard(number: "gbt1") { number supersedes { number } } }' })).toEqual({ data: { standard: { number: 'GB/T 1', supersedes: [{ number: 'GB/T 2' }] } } });
    const both = await route({ query: `{ standard(number: "gbt1", id: "${standard(1)}") { number } }` });
    expect(told(both.errors)).toEqual(['standard BAD_INPUT']);
    expect(told((await route({ query: '{ standard { number } }' })).errors)).toEqual(['standard BAD_INPUT']);
  });

  test('an index that does not answer costs the lookup only', async () => {
    const { route } = routerOver(allGood, async () => Promise.reject(new Error('down')));
    const { data, errors } = await route({ query: `{ standard(number: "gbt1") { number } dataset(id: "${dataset('MEE')}") { id } }` });
    expect(data).toEqual({ standard: null, dataset: { id: dataset('MEE') } });
    expect(told(errors)).toEqual(['standard INDEX_UNAVAILABLE']);
  });

  test('answers the contract itself where another engine asks for it', async () => {
    const { route, requests } = routerOver(allGood);
    const { data } = await route({ query: '{ __typename _service { sdl } }' });
    expect(data?.['__typename']).toBe('Query');
    expect((data?.['_service'] as { sdl: string }).sdl).toContain('@partition(by: "id"');
    expect(requests).toEqual([]);
  });

  test('takes any response key for what it is, `__proto__` too', async () => {
    const { route } = routerOver(allGood, undefined, 60_000);
    const ask = async () => JSON.stringify((await route({ query: `{ __proto__: dataset(id: "${dataset('MEE')}") { __proto__: id owner { __proto__: id version } } }` })).data);
    const expected = `{"__proto__":{"__proto__":"${dataset('MEE')}","owner":{"__proto__":"${owner('MEE')}","version":1}}}`;
    expect(await ask()).toBe(expected);
    expect(await ask()).toBe(expected);
  });

  test('a root field is refused what stands between nodes and harvesters', async () => {
    const { route } = routerOver(allGood);
    await expect(route({ query: '{ changes(authority: "MEE", waitMillis: 30000) { head } }' })).rejects.toThrow('waitMillis');
  });

  test('a link to a record of another kind is an error in its place', async () => {
    const odd = nationOf([{ id: dataset('MEE'), owner: dataset('310000') }, { id: dataset('310000') }], AUTHORITIES);
    odd.reset(allGood);
    const route = createPartitionRouter({ contract, schemas: allAlike, nodes: odd.table, send: odd.send, locate: async () => [] });
    const { data, errors } = await route({ query: `{ dataset(id: "${dataset('MEE')}") { version owner { title } } }` });
    expect(data).toEqual({ dataset: { version: 1, owner: null } });
    expect(told(errors)).toEqual(['dataset.owner BAD_ID']);
  });

  test('a node learns no more of another node’s record than its key', async () => {
    const { route, requests } = routerOver(allGood);
    await route({ query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { id } } }', variables: { r: [{ __typename: 'Dataset', id: dataset('MEE'), pad: 'x'.repeat(1000) }] } });
    expect(JSON.stringify(requests)).not.toContain('xxx');
  });

  test('refuses mutations: records are written at their node', async () => {
    const { route } = routerOver(allGood);
    await expect(route({ query: 'mutation { retireRecord(id: "x", reason: "y") { id } }' })).rejects.toThrow('Expected a query but got the mutation retireRecord');
  });
});

const anyId = fc.constantFrom(...records.map(({ id }) => id), dataset('GONE'), dataset('MEE', 99), 'bad-id');
const goodDatasetId = fc.constantFrom(...records.map(({ id }) => id).filter((id) => id.includes('-DS-')), dataset('GONE'), dataset('CMA', 5));

const operations = operationsOver(anyId, goodDatasetId);

const healths = fc.record(Object.fromEntries(AUTHORITIES.map((code) => [code, fc.constantFrom<Health>('good', 'good', 'good', 'good', 'unreachable', 'garbage', 'unknown', ...MISANSWER_NAMES)])));

describe('splitting and merging', () => {
  test('answers as one store of the whole nation would, whatever is asked and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(operations, healths, async (operation, states) => {
        const document = parse(operation.query);
        fc.pre(validate(contract.schema, document).length === 0);
        const { route, whole } = routerOver(new Map(Object.entries(states)), undefined, 60_000);
        const expected = await execute({ schema: whole, document, variableValues: operation.variables });
        const actual = await route(operation);
        expect(JSON.parse(JSON.stringify(actual.data))).toEqual(JSON.parse(JSON.stringify(expected.data)));
        expect(told(actual.errors)).toEqual(told(expected.errors));
        // Again, now partly from answers that were given a moment ago.
        const again = await route(operation);
        expect({ data: again.data, errors: told(again.errors) }).toEqual({ data: actual.data, errors: told(actual.errors) });
      }),
      { numRuns: 600 },
    );
  }, 120_000);

  test('entities keep length and order, duplicates included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyId, goodDatasetId), { maxLength: 12 }), selectionOn('Dataset', 2), healths, async (ids, selection, states) => {
        const query = `query ($representations: [_Any!]!, $lang: Lang, $yes: Boolean = true, $no: Boolean = false) { _entities(representations: $representations) { ... on Dataset { own: id ${selection.replaceAll('...DatasetFragment', 'version')} } } }`;
        fc.pre(validate(contract.schema, parse(query)).length === 0);
        const { route } = routerOver(new Map(Object.entries(states)));
        const { data, errors = [] } = await route({ query, variables: { representations: ids.map((id) => ({ __typename: 'Dataset', id })), lang: 'ZH' } });
        const entities = data?.['_entities'] as readonly ({ own: string } | null)[];
        expect(entities.length).toBe(ids.length);
        for (const [index, entity] of entities.entries()) {
          if (entity) expect(entity.own).toBe(ids[index]);
          else expect(errors.some(({ path }) => path?.[1] === index)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
