import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { formatId } from '../../../../schema/ids.js';
import type { Ask } from '../../../../subgraphs/kit/conformance/check.js';
import { readFeed, type FeedEntry } from '../../../../subgraphs/kit/conformance/feed-reading.js';

const A = '310000';
const later = () => performance.now() + 10_000;

function entry(seq: number, more: Partial<FeedEntry> = {}): FeedEntry {
  const made = { seq, id: formatId(A, 'DATASET', seq), version: 1, op: 'UPSERT', ...more };
  const document = more.document === null ? null : JSON.stringify({ id: made.id, version: made.version });
  return { ...made, document, recordHash: createHash('sha256').update(document ?? '').digest('hex'), ...(more.recordHash !== undefined && { recordHash: more.recordHash }) };
}

/** A node with this log. */
function logOf(entries: readonly FeedEntry[], more: { readonly live?: number } = {}) {
  const asked: unknown[] = [];
  const ask: Ask = async (_, { after, first } = {}) => {
    asked.push(after);
    const from = Number(after ?? 0);
    const page = entries.slice(from, from + Number(first));
    return { data: { changes: { entries: page, cursor: String(from + page.length), head: entries.length, live: more.live ?? entries.length } } };
  };
  return { ask, asked };
}

describe('reading a log', () => {
  test('goes from page to page to its end', async () => {
    const { ask, asked } = logOf(Array.from({ length: 1_200 }, (_, index) => entry(index + 1)));
    expect(await readFeed(ask, A, { entries: 20_000, deadline: later() })).toMatchObject({ read: 1_200, head: 1_200, live: 1_200, complete: true, cursor: '1200', disorder: null, strange: null, forged: null });
    expect(asked).toEqual([null, '500', '1000']);
  });

  test('of a long log only as much as the limits allow', async () => {
    const { ask, asked } = logOf(Array.from({ length: 3_000 }, (_, index) => entry(index + 1)));
    expect(await readFeed(ask, A, { entries: 1_000, deadline: later() })).toMatchObject({ read: 1_000, head: 3_000, complete: false, disorder: null });
    expect(asked).toHaveLength(2);
    expect(await readFeed(ask, A, { entries: 20_000, deadline: 0 })).toMatchObject({ read: 500, complete: false, disorder: null });
  });

  test('a text that a later entry replaces may be missing; another may not', async () => {
    const id = formatId(A, 'DATASET', 1);
    const replaced = [entry(1, { id, document: null }), entry(2, { id, version: 2 })];
    expect(await readFeed(logOf(replaced, { live: 1 }).ask, A, { entries: 10, deadline: later() })).toMatchObject({ complete: true, disorder: null });
    expect(await readFeed(logOf([entry(1, { document: null })]).ask, A, { entries: 10, deadline: later() })).toMatchObject({ disorder: expect.stringContaining('has no document, and no later entry replaces it') });
  });

  test.each<[string, readonly FeedEntry[], object, object]>([
    ['a gap', [entry(1), entry(3)], {}, { read: 1, disorder: 'Expected entry 2 but got 3.' }],
    ['a version that jumps', [entry(1, { version: 2 })], {}, { disorder: expect.stringContaining('expected version 1 of') }],
    ['a tombstone that is counted as live', [entry(1), entry(2, { id: formatId(A, 'DATASET', 1), version: 2, op: 'TOMBSTONE' })], { live: 1 }, { disorder: 'The node says 1 records are live, but its log says 0.' }],
    ['an id of another', [entry(1, { id: formatId('MEE', 'DATASET', 1) })], {}, { disorder: null, strange: expect.stringContaining('is no id of 310000') }],
    ['a hash of something else', [entry(1, { recordHash: 'ff' })], {}, { disorder: null, forged: expect.stringContaining('but recordHash is ff') }],
  ])('tells %s', async (_, entries, more, expected) => {
    expect(await readFeed(logOf(entries, more).ask, A, { entries: 10, deadline: later() })).toMatchObject(expected);
  });

  test('what is no page is told with the words of the node', async () => {
    const ask: Ask = async () => ({ data: { changes: null }, errors: [{ message: 'no such authority' }] });
    expect(await readFeed(ask, A, { entries: 10, deadline: later() })).toMatchObject({ read: 0, disorder: 'Expected a page of 310000 with entries, cursor and head but got no such authority' });
  });
});
