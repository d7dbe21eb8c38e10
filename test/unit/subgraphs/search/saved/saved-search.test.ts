import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexHit } from '../../../../../subgraphs/search/index/search-index.js';
import { deliveryOf, signedHeaders } from '../../../../../subgraphs/search/saved/delivery.js';
import { BadSavedSearch, createSavedSearch, type SavedSearchInput } from '../../../../../subgraphs/search/saved/saved-search.js';
import { savedSearchesIn } from '../../../../../subgraphs/search/saved/saved-search-files.js';

const NOW = new Date('2026-03-01T08:00:00Z');
const make = (more: Partial<SavedSearchInput> = {}) => createSavedSearch({ url: 'https://hook.example/in', ...more }, NOW);

describe('a search that is saved', () => {
  test('is the public’s and of everything unless it says otherwise; its id and secret are its own', () => {
    const [one, other] = [make(), make()];
    expect(one).toEqual({ id: expect.stringMatching(/^[0-9a-f]{18}$/), url: 'https://hook.example/in', secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), query: null, filter: {}, lang: 'ZH', authorities: [], createdAt: '2026-03-01T08:00:00.000Z' });
    expect([one.id === other.id, one.secret === other.secret]).toEqual([false, false]);
    expect(make({ query: '空气', filter: '{"kinds":["DATASET"],"issued":{"from":"2024"}}', lang: 'EN', authorities: ['MEE', '310000', 'MEE'] })).toMatchObject({ query: '空气', filter: { kinds: ['DATASET'], issued: { from: '2024' } }, lang: 'EN', authorities: ['310000', 'MEE'] });
  });

  test.each<[Partial<SavedSearchInput>, RegExp]>([
    [{ url: 'ftp://hook.example' }, /address of http or https/],
    [{ url: 'https://a:b@hook.example' }, /without a name and a password/],
    [{ url: 'http://hook.example', authorities: ['310000'] }, /address of https/],
    [{ lang: 'FR' }, /ZH or EN/],
    [{ authorities: ['x-y'] }, /code of an authority/],
    [{ filter: '{' }, /filter: expected JSON/],
    [{ filter: '{"colour":"red"}' }, /Field "colour" is not defined/],
    [{ filter: '{"kinds":["BOOK"]}' }, /Value "BOOK" does not exist/],
    [{ filter: '{"region":"31"}' }, /filter.region: expected a GB\/T 2260 code/],
    [{ query: 'x'.repeat(501) }, /query: expected at most 500/],
  ])('%j is refused', (input, problem) => {
    expect(() => make(input)).toThrow(BadSavedSearch);
    expect(() => make(input)).toThrow(problem);
  });
});

describe('its delivery', () => {
  const hit = { id: 'r1', kind: 'DATASET', authority: 'A', title: '空气', summary: null, ownerName: null, modified: '2026', published: '2026-03-01T08:00:00.000Z', cursor: 'c', score: 1, quality: 3, highlights: [], sameAs: [] } as IndexHit;

  test('has the same id whenever it tells the same, and another where it tells more', () => {
    const search = make();
    const one = deliveryOf(search, [{ hit, version: 1 }]);
    expect(deliveryOf(search, [{ hit, version: 1 }])).toEqual(one);
    expect(deliveryOf(search, [{ hit, version: 2 }]).id).not.toBe(one.id);
    expect(JSON.parse(one.body)).toEqual({ type: 'search.matched', data: { search: search.id, query: null, records: [{ id: 'r1', version: 1, kind: 'DATASET', authority: 'A', title: '空气', summary: null, ownerName: null, modified: '2026', published: '2026-03-01T08:00:00.000Z' }] } });
  });

  test('is signed as Standard Webhooks sign', () => {
    // The example of the specification's libraries.
    const headers = signedHeaders({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', new Date(1614265330_000));
    expect(headers).toMatchObject({ 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' });
    const search = make();
    const delivery = deliveryOf(search, [{ hit, version: 1 }]);
    const signed = signedHeaders(delivery, search.secret, NOW);
    const expected = createHmac('sha256', Buffer.from(search.secret.slice(6), 'base64')).update(`${delivery.id}.1772352000.${delivery.body}`).digest('base64');
    expect(signed['webhook-signature']).toBe(`v1,${expected}`);
  });
});

describe('the files of saved searches', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'saved-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('keep searches and how far each was told, for their owner alone', () => {
    const files = savedSearchesIn(folder);
    expect([files.list(), files.read('none'), files.state('none'), files.remove('none')]).toEqual([[], null, null, false]);
    const [one, other] = [make(), make({ query: '水' })];
    files.put(one);
    files.put(other);
    const state = { cursors: { A: 3 }, deliveredAt: null, failures: 1, problem: 'x', goneAt: null };
    files.keepState(one.id, state);
    expect([files.list(), files.read(other.id), files.state(one.id), files.state(other.id)]).toEqual([[one.id, other.id].sort(), other, state, null]);
    expect(statSync(join(folder, 'saved-searches')).mode & 0o077).toBe(0);
    expect([files.remove(one.id), files.list(), files.state(one.id)]).toEqual([true, [other.id], null]);
  });

  test.each(['../x', '', 'a/b', 'x'.repeat(65)])('%j is no id', (id) => {
    expect(() => savedSearchesIn(folder).read(id)).toThrow(/id of a saved search/);
  });
});
