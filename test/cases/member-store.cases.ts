import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AuthorityData, MemberData, MemberRequest } from '../../subgraphs/registry/model.js';
import { TableChanged, type MemberStore } from '../../subgraphs/registry/stores/member-store.js';

export const authorityData = (code: string, more: Partial<AuthorityData> = {}): AuthorityData => ({
  code,
  nameZh: `${code}机关`,
  nameEn: `Office ${code}`,
  kind: 'MINISTRY',
  homepage: null,
  ...more,
});

export const memberData = (code: string, more: Partial<MemberData> = {}): MemberData => ({
  code,
  nameZh: `${code}成员`,
  nameEn: `Member ${code}`,
  url: `http://${code.toLowerCase()}.example/graphql`,
  contractVersion: '1.0',
  status: 'ACTIVE',
  reason: null,
  readPolicy: 'OWNER_FIRST',
  publicKey: null,
  provenAt: null,
  authorities: [authorityData(code)],
  ...more,
});

export const requestData = (code: string, id: string, more: Partial<MemberRequest> = {}): MemberRequest => ({
  id,
  member: memberData(code, { publicKey: 'key', provenAt: '2026-03-01T08:00:00.000Z' }),
  at: '2026-03-01T08:00:01.000Z',
  state: 'OPEN',
  reason: null,
  checks: [{ code: 'FEED_GAPLESS', titleZh: '变更日志无缺口', titleEn: 'The feed has no gap', outcome: 'FAILED', required: true, sent: 'changes', came: 'entry 3 after 1', advice: 'Number entries from 1.' }],
  ...more,
});

/** What every member store does. `open` gives a store over a place that keeps its data from one opening to the next. */
export function memberStoreCases(makePlace: () => { readonly open: () => MemberStore; readonly remove: () => void | Promise<void> }): void {
  let place: ReturnType<typeof makePlace>;
  let store: MemberStore;
  beforeEach(() => {
    place = makePlace();
    store = place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const revision = async (): Promise<number> => (await store.table()).revision;
  const authoritiesOf = async (member: string): Promise<readonly string[] | undefined> =>
    (await store.table()).members.get(member)?.authorities.map(({ code }) => code);

  test('begins empty at revision 0', async () => {
    const table = await store.table();
    expect([table.revision, table.members.size, table.authorities.size]).toEqual([0, 0, 0]);
  });

  test('gives back a member with all that was said of it and of its authorities', async () => {
    const shanghai = authorityData('310000', { kind: 'REGION', homepage: 'https://www.shanghai.gov.cn' });
    const data = memberData('310000', { contractVersion: '1.2', status: 'PENDING', reason: 'Asked in writing.', publicKey: 'abc', provenAt: '2026-03-01T08:00:00.000Z', authorities: [shanghai] });
    expect(await store.put(data)).toBe(true);
    const member = (await store.table()).members.get('310000')!;
    expect({ ...member, authorities: null }).toEqual({ ...data, authorities: null });
    expect(member.authorities).toMatchObject([{ ...shanghai, status: 'PENDING' }]);
    expect(member.authorities[0]!.member).toBe(member);
  });

  test('lists members and authorities in the order of their codes', async () => {
    for (const code of ['MEE', '330000', 'MOT', '110000']) await store.put(memberData(code));
    const { members, authorities } = await store.table();
    expect([...members.keys()]).toEqual(['110000', '330000', 'MEE', 'MOT']);
    expect([...authorities.keys()]).toEqual(['110000', '330000', 'MEE', 'MOT']);
  });

  test('counts the revision up by one with each change', async () => {
    await store.put(memberData('MEE'));
    expect(await revision()).toBe(1);
    await store.put(memberData('MEE', { url: 'http://moved.example/graphql' }));
    expect(await revision()).toBe(2);
    expect(await store.put(memberData('MEE', { url: 'http://moved.example/graphql', status: 'SUSPENDED' }))).toBe(true);
    expect(await revision()).toBe(3);
  });

  test('the same again changes nothing', async () => {
    const data = memberData('MEE', { authorities: [authorityData('MEE'), authorityData('NNSA')] });
    await store.put(data);
    expect(await store.put({ ...data, authorities: [...data.authorities].reverse() })).toBe(false);
    expect(await revision()).toBe(1);
  });

  test('a change that was decided upon another revision is refused, and nothing of it is written', async () => {
    await store.put(memberData('MEE'), 0);
    await expect(store.put(memberData('MOT'), 0)).rejects.toBeInstanceOf(TableChanged);
    expect([...(await store.table()).members.keys()]).toEqual(['MEE']);
    expect(await store.put(memberData('MOT'), 1)).toBe(true);
    expect(await revision()).toBe(2);
  });

  test('an authority named by another member moves to it, and the first keeps the rest', async () => {
    await store.put(memberData('MEE', { authorities: [authorityData('MEE'), authorityData('NNSA')] }));
    await store.put(memberData('CAEA', { authorities: [authorityData('NNSA', { nameEn: 'New name' })] }));
    expect(await authoritiesOf('MEE')).toEqual(['MEE']);
    expect(await authoritiesOf('CAEA')).toEqual(['NNSA']);
    const moved = (await store.table()).authorities.get('NNSA')!;
    expect([moved.member.code, moved.nameEn, moved.status]).toEqual(['CAEA', 'New name', 'ACTIVE']);
  });

  test('an authority that its member no longer names is withdrawn, not forgotten, and can come back', async () => {
    await store.put(memberData('MEE', { authorities: [authorityData('MEE'), authorityData('NNSA')] }));
    await store.put(memberData('MEE'));
    expect((await store.table()).authorities.get('NNSA')).toMatchObject({ status: 'WITHDRAWN', member: { code: 'MEE' } });
    expect(await authoritiesOf('MEE')).toEqual(['MEE']);
    await store.put(memberData('CAEA', { authorities: [authorityData('NNSA')] }));
    expect((await store.table()).authorities.get('NNSA')).toMatchObject({ status: 'ACTIVE', member: { code: 'CAEA' } });
  });

  test("a member's status is the status of its authorities", async () => {
    await store.put(memberData('MEE', { status: 'WITHDRAWN', authorities: [authorityData('MEE'), authorityData('NNSA')] }));
    const { authorities } = await store.table();
    expect([...authorities.values()].map(({ status }) => status)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  });

  test('a table once read does not change under its reader', async () => {
    await store.put(memberData('MEE'));
    const before = await store.table();
    await store.put(memberData('MEE', { nameEn: 'Other' }));
    expect(before.members.get('MEE')?.nameEn).toBe('Member MEE');
  });

  describe('requests', () => {
    test('are kept whole beside the table, whose revision stays', async () => {
      for (const code of ['MOT', 'MEE']) expect(await store.putRequest(requestData(code, `1-${code}`), null)).toBe(true);
      expect(await store.requests()).toEqual([requestData('MEE', '1-MEE'), requestData('MOT', '1-MOT')]);
      const table = await store.table();
      expect([table.revision, table.members.size]).toEqual([0, 0]);
    });

    test('replace the one that the caller knew, and no other', async () => {
      expect(await store.putRequest(requestData('MEE', 'first'), 'nothing')).toBe(false);
      await store.putRequest(requestData('MEE', 'first'), null);
      expect(await store.putRequest(requestData('MEE', 'second'), null)).toBe(false);
      expect(await store.putRequest(requestData('MEE', 'second'), 'first')).toBe(true);
      expect(await store.putRequest(requestData('MEE', 'first', { state: 'APPROVED' }), 'first')).toBe(false);
      expect(await store.requests()).toEqual([requestData('MEE', 'second')]);
    });

    test('of two at once under one code one is kept', async () => {
      const kept = await Promise.all(['a', 'b'].map((id) => store.putRequest(requestData('MEE', id), null)));
      expect([...kept].sort()).toEqual([false, true]);
      expect(await store.requests()).toHaveLength(1);
    });
  });

  describe('opened again', () => {
    test('it knows what it knew, revision included', async () => {
      await store.put(memberData('MEE', { authorities: [authorityData('MEE'), authorityData('NNSA')] }));
      await store.put(memberData('MEE'));
      await store.putRequest(requestData('MOT', 'one'), null);
      const before = [await store.table(), await store.requests()];
      await store.close();
      store = place.open();
      expect([await store.table(), await store.requests()]).toEqual(before);
    });
  });
}
