import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinRequests, nodeChannels, splitAnswer, type NodeAnswer } from '../../../../gateway/partition/node-channels.js';
import { until } from '../../../e2e/support/until.js';
import type { NodeRequest } from '../../../../gateway/partition/plan.js';

const URL = 'http://node';

/** A request for records, with one list of representations. */
function request(ids: readonly string[], query = 'q', more: Readonly<Record<string, unknown>> = {}): NodeRequest {
  const asks = ids.map((id) => ({ kind: 'entity', representation: { __typename: 'Dataset', id } })) as never;
  return { url: URL, query, authorities: ['A'], variables: { __e0: ids, ...more }, representations: new Set(['__e0']), entries: [{ alias: 'e0', kind: 'entities', asks, view: null }], node: {} as never };
}

const idsOf = ({ variables }: NodeRequest): readonly string[] => variables['__e0'] as readonly string[];

/** A node that answers each id with itself, and ids that begin with `bad` with null and an error. */
const answerTo = (ids: readonly string[]): NodeAnswer => ({
  data: { e0: ids.map((id) => (id.startsWith('bad') ? null : { id })) },
  errors: ids.flatMap((id, index) => (id.startsWith('bad') ? [{ message: id, path: ['e0', index, 'x'] }] : [])),
});

/** A node whose answers are let go one by one. */
function heldNode() {
  const asked: NodeRequest[] = [];
  const held: (() => void)[] = [];
  const ask = async (one: NodeRequest): Promise<NodeAnswer> => {
    asked.push(one);
    await new Promise<void>((resolve) => held.push(resolve));
    return answerTo(idsOf(one));
  };
  return { asked, ask, release: () => held.shift()?.() };
}

const later = (): number => performance.now() + 60_000;
const options = { timeoutMillis: 60_000, joinFrom: 1, lingerMillis: 60_000 };

describe('a channel to a node', () => {
  test('sends at once while few are under way; then what asks the same goes as one with the next answer', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, options);
    const answers = Promise.all([request(['a']), request(['b', 'bad1']), request(['c'], 'other'), request(['b', 'd'])].map(async (one) => channel(one, later())));
    release();
    while (asked.length < 3) await Promise.resolve();
    release();
    release();
    expect(asked.map((one) => `${one.query}: ${idsOf(one).join()}`)).toEqual(['q: a', 'q: b,bad1,b,d', 'other: c']);
    expect(await answers).toEqual([
      { data: { e0: [{ id: 'a' }] }, errors: [] },
      { data: { e0: [{ id: 'b' }, null] }, errors: [{ message: 'bad1', path: ['e0', 1, 'x'] }] },
      { data: { e0: [{ id: 'c' }] }, errors: [] },
      { data: { e0: [{ id: 'b' }, { id: 'd' }] } },
    ]);
  });

  test('a slow node is asked on after a few milliseconds, not only when it answers', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, { ...options, lingerMillis: 1 });
    const answers = [request(['a']), request(['b']), request(['c'])].map(async (one) => channel(one, later()));
    await until('the joined request', async () => asked.length === 2);
    expect(asked.map((one) => idsOf(one).join())).toEqual(['a', 'b,c']);
    release();
    release();
    await Promise.all(answers);
  });

  test('never joins what differs in more than the records, nor more records than the limit', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, { ...options, joinLimit: 2 });
    const all = [request(['a']), request(['b'], 'q', { lang: 'ZH' }), request(['c'], 'q', { lang: 'EN' }), request(['d']), request(['e', 'f']), request(['g'])].map(async (one) => channel(one, later()));
    release();
    while (asked.length < 5) await Promise.resolve();
    for (let n = 1; n <= 4; n += 1) release();
    await Promise.all(all);
    expect(asked.map((one) => idsOf(one).join())).toEqual(['a', 'b', 'c', 'd,g', 'e,f']);
  });

  test('keeps to the limit; a request that has no turn by its deadline fails, and that one only', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, { ...options, limit: 1 });
    const first = channel(request(['a']), later());
    expect(await channel(request(['b']), performance.now() + 5)).toEqual({ failed: 'had no turn for this request within 60000 ms' });
    release();
    expect(await first).toEqual({ data: { e0: [{ id: 'a' }] }, errors: [] });
    expect(asked.length).toBe(1);
    const next = channel(request(['c']), later());
    release();
    expect(await next).toMatchObject({ data: { e0: [{ id: 'c' }] } });
  });

  test('an answer that can’t be read fails those who asked, and the next is asked all the same', async () => {
    const channel = nodeChannels(async () => ({ data: {}, errors: [null as never] }), options);
    const broken = [request(['a']), request(['b']), request(['c'])].map(async (one) => channel(one, later()));
    const answers = await Promise.all(broken);
    expect(answers.slice(1)).toEqual([{ failed: 'sent no answer that could be read' }, { failed: 'sent no answer that could be read' }]);
    expect(await channel(request(['d']), later())).toBeDefined();
  });
});

describe('joining and splitting', () => {
  const lists = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'bad1', 'bad2'), { maxLength: 4 }), { minLength: 1, maxLength: 5 });

  test('gives each what it would have been answered alone', () => {
    fc.assert(
      fc.property(lists, (ids) => {
        const requests = ids.map((own) => request(own));
        const split = splitAnswer(requests, answerTo(idsOf(joinRequests(requests))));
        const alone = ids.map((own) => answerTo(own));
        expect(split.map((answer) => ({ errors: [], ...answer }))).toEqual(alone);
      }),
    );
  });

  test('a list of the wrong length is nobody\'s', () => {
    expect(splitAnswer([request(['a']), request(['b'])], { data: { e0: [{ id: 'a' }] } })).toEqual([{ data: { e0: null } }, { data: { e0: null } }]);
  });

  test('a failure is everybody\'s', () => {
    expect(splitAnswer([request(['a']), request(['b'])], { failed: 'gone' })).toEqual([{ failed: 'gone' }, { failed: 'gone' }]);
  });
});
