import { describe, expect, test } from '@jest/globals';
import { readPage, type NoPage } from '../../../../../gateway/http/pages/catalog-page.js';
import type { ViewAnswer } from '../../../../../gateway/http/ask-view.js';

/* A page is whole or it is none: a harvester takes what is not said for what is not there. */

const record = (id: string) => ({ node: { record: { id, kind: 'ORGANIZATION', titles: [], version: 1, modified: '2026' } } });
const answer = (edges: readonly unknown[], errors: ViewAnswer['errors'] = [], more: object = {}): ViewAnswer => ({ status: 200, headers: {}, body: Buffer.alloc(0), errors, data: { authorities: [], search: { total: edges.length, edges, pageInfo: { hasNextPage: true, endCursor: 'c' } }, ...more } });
const at = (place: number, code: string) => ({ message: code, path: ['search', 'edges', place, 'node', 'record'], extensions: { code } });
const failureOf = (given: ViewAnswer): unknown => {
  try {
    readPage(given);
  } catch (error) {
    return (error as NoPage).failure?.extensions?.['code'] ?? null;
  }
  return 'a page';
};
const NULL = { node: { record: null } };

describe('a page of a catalog', () => {
  test('has the records that were answered, and where the next one begins', () => {
    expect(readPage(answer([record('a'), record('b')]))).toMatchObject({ records: [{ id: 'a' }, { id: 'b' }], total: 2, next: 'c' });
  });

  test('is whole without those that went away meanwhile', () => {
    const edges = [NULL, record('b'), NULL];
    const errors = [at(0, 'RECORD_RETIRED'), at(2, 'RECORD_NOT_FOUND')];
    expect(readPage(answer(edges, errors)).records.map(({ id }) => id)).toEqual(['b']);
  });

  test.each<[string, ViewAnswer, string | null]>([
    ['whose owner does not answer', answer([record('a'), NULL], [at(1, 'NODE_UNAVAILABLE')]), 'NODE_UNAVAILABLE'],
    ['that is missing without a word', answer([NULL]), null],
    ['beside one that went away', answer([NULL, NULL], [at(0, 'RECORD_RETIRED'), at(1, 'NODE_UNAVAILABLE')]), 'NODE_UNAVAILABLE'],
    ['where only a link of it failed', answer([NULL], [{ message: 'x', path: ['search', 'edges', 0, 'node', 'record', 'owner', 'x'], extensions: { code: 'RECORD_RETIRED' } }]), 'RECORD_RETIRED'],
    ['of an index that is away', { ...answer([]), data: { authorities: [], search: null }, errors: [{ message: 'x', extensions: { code: 'INDEX_UNAVAILABLE' } }] }, 'INDEX_UNAVAILABLE'],
    ['of nobody', answer([], [], { authorities: undefined, authority: null }), 'UNKNOWN_AUTHORITY'],
  ])('is none with a record %s', (_, given, code) => {
    expect(failureOf(given)).toBe(code);
  });
});
