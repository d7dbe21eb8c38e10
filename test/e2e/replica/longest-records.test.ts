import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dataset, datasetId, owner } from '../support/records.js';
import { entry, ScriptedFeed } from '../support/scripted-feed.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* A member that publishes the longest records it may, beside one that publishes what all do: whoever is asked for both at once answers for the other. */

const [GREEDY, HONEST] = ['330000', '310000'];
const RECORDS = 12;
/** Four fit into what is taken of one authority. */
const CHARACTERS = 4_000_000;
const greedy = Array.from({ length: RECORDS }, (_, at) => datasetId(GREEDY, at + 1));
const honest = [1, 2, 3].map((serial) => datasetId(HONEST, serial));

/** Two entries a page: the most that is read of one is 64 MiB. */
const feed = new ScriptedFeed(({ after, query }) => {
  if (!query.includes('changes')) return null;
  const from = Number(after ?? 0);
  const document = (id: string): string => JSON.stringify({ id, titles: [{ lang: 'zh', text: '巨档' }], note: 'x'.repeat(CHARACTERS) });
  const entries = greedy.slice(from, from + 2).map((id, at) => entry(from + at + 1, id, document(id)));
  return { entries, cursor: String(from + entries.length), head: RECORDS, live: RECORDS };
});

let services: Services;
let search: RunningService;
let replica: RunningService;

beforeAll(async () => {
  services = await Services.create();
  const registry = await services.registry();
  search = await services.search(registry);
  replica = await services.start('replica', ['replica', 'start'], { SEARCH_URL: search.url });
  const node = await services.node(HONEST);
  await services.publish(node, [owner(HONEST), ...[1, 2, 3].map((serial) => dataset(HONEST, serial, `水位 ${String(serial)}`))]);
  await services.enroll(registry, HONEST, node.url);
  await services.enroll(registry, GREEDY, await feed.start());
  await until('all records in the index', async () => (await services.total(search)) === RECORDS + 4, 60_000);
}, 120_000);
afterAll(async () => {
  await feed.close();
  await services[Symbol.asyncDispose]();
});

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Dataset { id title } } }';

test('the honest ones are answered, whatever the order, and of the others as many as there is room for', async () => {
  for (const ids of [[...greedy, ...honest], [...honest, ...greedy], [greedy[0]!, honest[0]!, ...greedy.slice(1), ...honest.slice(1)]]) {
    const { data, errors = [] } = await services.ask(replica, ENTITIES, { of: ids.map((id) => ({ __typename: 'Dataset', id })) });
    const answered = (data?.['_entities'] as readonly ({ readonly id: string } | null)[]).flatMap((one) => one?.id ?? []);
    expect(honest.filter((id) => !answered.includes(id))).toEqual([]);
    const taken = answered.length - honest.length;
    expect(taken).toBeGreaterThanOrEqual(3);
    expect(taken).toBeLessThan(8);
    expect(errors.map(({ extensions, path }) => [extensions?.['code'], ids[Number(path?.[1])]?.startsWith(GREEDY)])).toEqual(Array.from({ length: RECORDS - taken }, () => ['OPERATION_TOO_LARGE', true]));
  }
}, 60_000);
