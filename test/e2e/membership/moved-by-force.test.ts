import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dataset, datasetId, owner } from '../support/records.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* An authority that was given, by force, to a node that published the same records anew instead of taking the log over. */

const A = '460000';
const MOVE = 'mutation ($to: ID!, $force: Boolean) { moveAuthority(authority: "460000", to: $to, force: $force) { member { code } } }';
const STATE = '{ search(query: "空气质量", first: 5) { total edges { node { title } } index { authorities { authority reachable } } } }';

let services: Services;
beforeAll(async () => {
  services = await Services.create();
});
afterAll(async () => services[Symbol.asyncDispose]());

interface State {
  readonly total: number;
  readonly edges: readonly { readonly node: { readonly title: string } }[];
  readonly index: { readonly authorities: readonly { readonly authority: string; readonly reachable: boolean }[] };
}

test('its records stay as they were, the index says that it does not hear it, and goes on when the log is back', async () => {
  const registry = await services.registry();
  const search = await services.search(registry);
  const first = await services.node(A);
  const other = await services.start('other', ['node', 'start'], { NODE_AUTHORITIES: `HNDC,${A}` });
  await services.publish(first, [owner(A), dataset(A, 1, '空气质量')]);
  // As many entries, of the same ids: only the hashes tell that it is another history.
  await services.publish(other, [{ ...owner(A), titles: [{ lang: 'zh', text: '另一个机构' }] }, dataset(A, 1, '空气质量（重新发布）')]);
  await services.enroll(registry, A, first.url);
  await services.enroll(registry, 'HNDC', other.url);
  const state = async (): Promise<State> => (await services.ask(search, STATE)).data?.['search'] as State;
  const isHeard = async (): Promise<boolean> => (await state()).index.authorities.some(({ authority, reachable }) => authority === A && reachable);
  await until('the record', async () => (await state()).total === 1 && isHeard());

  const refused = await services.ask(registry, MOVE, { to: 'HNDC' });
  expect(refused.errors).toMatchObject([{ extensions: { code: 'NOT_CONFORMING' }, message: expect.stringContaining('has another entry 1 than the node before') }]);
  const move = async (to: string, node: RunningService): Promise<void> => {
    expect((await services.ask(registry, MOVE, { to, force: true })).errors).toBeUndefined();
    await services.publish(node, [dataset(A, 2, '空气质量二')]);
  };

  await move('HNDC', other);
  await until('the index to notice', async () => !(await isHeard()));
  expect((await state()).edges.map(({ node }) => node.title)).toEqual(['空气质量']);

  await move(A, first);
  await until('the log to go on', async () => (await state()).total === 2 && isHeard());
  expect((await state()).edges.map(({ node }) => node.title).sort()).toEqual(['空气质量', '空气质量二']);
  expect((await services.ask(first, 'query ($id: ID!) { record(id: $id) { version } }', { id: datasetId(A, 1) })).data).toEqual({ record: { version: 1 } });
}, 60_000);
