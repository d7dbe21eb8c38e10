import { describe, expect, test } from '@jest/globals';
import { memberToPut, type KnownAuthority } from '../../../../cli/demo/enrol-members.js';
import type { SeedMember } from '../../../../seed/read-seed.js';

const seeded: SeedMember = { code: '310000', nameZh: '上海市', nameEn: 'Shanghai', kind: 'REGION', homepage: 'https://www.shanghai.gov.cn', records: [] };
const authority = { code: '310000', nameZh: '沪', nameEn: 'Hu', kind: 'REGION', homepage: null } as const;
const here = 'http://127.0.0.1:4101/graphql';
const key = 'the key of the node';
const known = (url: string, member: Partial<KnownAuthority['member']> = {}): KnownAuthority => ({
  code: '310000',
  status: 'WITHDRAWN',
  url,
  contractVersion: '1.3',
  member: { code: '310000', nameZh: '新名', nameEn: 'New name', status: 'WITHDRAWN', publicKey: key, authorities: [authority], ...member },
});
const node = { url: here, publicKey: key };

describe('what the registry is told of a member of the seed', () => {
  test('all of it where it knows nothing', () => {
    expect(memberToPut(seeded, node)).toEqual({ code: '310000', nameZh: '上海市', nameEn: 'Shanghai', url: here, publicKey: key, authorities: [{ code: '310000', nameZh: '上海市', nameEn: 'Shanghai', kind: 'REGION', homepage: 'https://www.shanghai.gov.cn' }] });
  });

  test('nothing where it knows address and key', () => expect(memberToPut(seeded, node, known(here))).toBeNull());

  test('a new address, and else what the operator said', () => {
    expect(memberToPut(seeded, node, known('http://127.0.0.1:9/graphql'))).toEqual({ code: '310000', nameZh: '新名', nameEn: 'New name', status: 'WITHDRAWN', publicKey: key, url: here, contractVersion: '1.3', authorities: [authority] });
  });

  test('the key, where it was put without one before; never another in place of one that it has', () => {
    expect(memberToPut(seeded, node, known(here, { publicKey: null }))).toMatchObject({ publicKey: key, url: here });
    expect(memberToPut(seeded, node, known(here, { publicKey: 'another' }))).toBeNull();
  });

  test.each([
    ['another member speaks for it', known('http://127.0.0.1:9/graphql', { code: '320000' })],
    ['its node has moved to another machine', known('https://catalog.example.org/graphql')],
    ['its member has dropped it', known('http://127.0.0.1:9/graphql', { authorities: [] })],
  ])('nothing where %s', (_, found) => expect(memberToPut(seeded, node, found)).toBeNull());
});
