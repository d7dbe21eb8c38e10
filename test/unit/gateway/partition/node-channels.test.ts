import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinRequests, nodeChannels, splitAnswer, type NodeAnswer } from '../../../../gateway/partition/node-channels.js';
import type { NodeRequest } from '../../../../gateway/partition/plan.js';

const URL = 'http://node';

/** A request for records, with one list of representations. */
function request(ids: readonly string[], query = 'q', more: Readonly<Record<string, unknown>> = {}): NodeRequest {
  const asks = ids.map((id) => ({ kind: 'entity', representation: { __typename: 'Dataset', id } })) as never;
  return { url: URL, query, authorities: ['A'], variables: { __e0: ids, ...more }, representations: new Set(['__e0']), entries: [{ alias: 'e0', kind: 'entities', asks }] };
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

describe('a channel to a node', () => {
  test('sends at once while few are under way, then joins what asks the same', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, { underWay: 1, queueMillis: 60_000 });
    const answers = Promise.all([channel(request(['a'])), channel(request(['b', 'bad1'])), channel(request(['c'], 'other')), channel(request(['b', 'd']))]);
    release();
    while (asked.length < 2) await Promise.resolve();
    release();
    while (asked.length < 3) await Promise.resolve();
    release();
    expect(asked.map((one) => `${one.query}: ${idsOf(one).join()}`)).toEqual(['q: a', 'q: b,bad1,b,d', 'other: c']);
    expect(await answers).toEqual([
      { data: { e0: [{ id: 'a' }] }, errors: [] },
      { data: { e0: [{ id: 'b' }, null] }, errors: [{ message: 'bad1', path: ['e0', 1, 'x'] }] },
      { data: { e0: [{ id: 'c' }] }, errors: [] },
      { data: { e0: [{ id: 'b' }, { id: 'd' }] } },
    ]);
  });

  test('never joins what differs in more than the records', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, { underWay: 1, queueMillis: 60_000 });
    const all = [request(['a']), request(['b'], 'q', { lang: 'ZH' }), request(['c'], 'q', { lang: 'EN' }), request(['d'])].map(async (one) => channel(one));
    for (let n = 1; n <= 4; n += 1) {
      while (asked.length < n) await Promise.resolve();
      release();
    }
    await Promise.all(all);
    expect(asked.map((one) => idsOf(one).join())).toEqual(['a', 'b', 'c', 'd']);
  });

  test('lets a request that had no turn in time fail, and that one only', async () => {
    const { asked, ask, release } = heldNode();
    const channel = nodeChannels(ask, { underWay: 1, queueMillis: 5 });
    const first = channel(request(['a']));
    expect(await channel(request(['b']))).toEqual({ failed: 'had no turn for this request within 5 ms' });
    release();
    expect(await first).toEqual({ data: { e0: [{ id: 'a' }] }, errors: [] });
    expect(asked.length).toBe(1);
    const later = channel(request(['c']));
    release();
    expect(await later).toMatchObject({ data: { e0: [{ id: 'c' }] } });
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
