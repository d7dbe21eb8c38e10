import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AccessRequest } from '../../subgraphs/catalog/access/access-request.js';
import type { AccessStore } from '../../subgraphs/catalog/access/access-store.js';

const request = (id: string, at: string, more: Partial<AccessRequest> = {}): AccessRequest => ({
  id,
  record: '310000-DS-0000000001-8',
  authority: '310000',
  requester: 'li',
  requesterAuthorities: ['330000'],
  useCase: '防洪',
  trail: [{ at: `2026-03-0${at}T08:00:00.000Z`, act: 'REQUEST', by: 'li', text: '研究', until: '2027-01-01T00:00:00.000Z' }],
  ...more,
});

const refused = (one: AccessRequest): AccessRequest => ({ ...one, trail: [...one.trail, { at: '2026-03-09T08:00:00.000Z', act: 'REFUSE', by: '张三', text: '不宜', until: null }] });

/** What every access store does. `open` gives a store over a place that keeps its data from one opening to the next. */
export function accessStoreCases(makePlace: () => { readonly open: () => AccessStore; readonly remove: () => void | Promise<void> }): void {
  let place: ReturnType<typeof makePlace>;
  let store: AccessStore;
  const ids = async (...args: Parameters<AccessStore['requests']>): Promise<readonly string[]> => (await store.requests(...args)).map(({ id }) => id);

  beforeEach(() => {
    place = makePlace();
    store = place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  test('keeps a request as it is', async () => {
    const one = request('A', '1');
    expect(await store.request('A')).toBeNull();
    expect(await store.putRequest(one, null)).toBe(true);
    expect(await store.request('A')).toEqual(one);
    expect(await store.putRequest(refused(one), one)).toBe(true);
    await store.close();
    store = place.open();
    expect(await store.request('A')).toEqual(refused(one));
  });

  test('of two who go on from the same step the second is told', async () => {
    const one = request('A', '1');
    await store.putRequest(one, null);
    expect(await store.putRequest(one, null)).toBe(false);
    expect(await store.putRequest(refused(one), one)).toBe(true);
    expect(await store.putRequest(refused(one), one)).toBe(false);
  });

  test('lists the newest first, by authority, requester and record, page for page', async () => {
    const all = [request('A', '1'), request('B', '2', { requester: 'wang' }), request('C', '3', { authority: 'MEE', record: 'MEE-DS-0000000042-G' }), request('D', '4')];
    for (const one of all) await store.putRequest(one, null);
    expect(await ids({}, { after: null, limit: 10 })).toEqual(['D', 'C', 'B', 'A']);
    expect(await ids({ authorities: ['310000'] }, { after: null, limit: 2 })).toEqual(['D', 'B']);
    expect(await ids({ authorities: ['310000'] }, { after: all[1] ?? null, limit: 2 })).toEqual(['A']);
    expect(await ids({ requester: 'li', authorities: ['MEE'] }, { after: null, limit: 10 })).toEqual(['C']);
    expect(await ids({ requester: 'li', record: '310000-DS-0000000001-8' }, { after: null, limit: 10 })).toEqual(['D', 'A']);
    expect(await ids({ authorities: [] }, { after: null, limit: 10 })).toEqual([]);
  });

  test('keeps restricted details until they are replaced or removed', async () => {
    const details = { distributions: [{ accessURL: 'https://example.org/secret' }], items: [{ name: '身份证号' }], note: '须签协议' };
    expect(await store.restricted('A')).toBeNull();
    await store.putRestricted('A', details);
    expect(await store.restricted('A')).toEqual(details);
    await store.putRestricted('A', { note: '新' });
    expect(await store.restricted('A')).toEqual({ note: '新' });
    await store.putRestricted('A', null);
    expect(await store.restricted('A')).toBeNull();
  });
}
