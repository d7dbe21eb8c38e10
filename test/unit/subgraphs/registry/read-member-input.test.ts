import { describe, expect, test } from '@jest/globals';
import type { MemberInput } from '../../../../schema/generated/registry.js';
import { CONTRACT_VERSION } from '../../../../schema/contract-version.js';
import { readMemberInput } from '../../../../subgraphs/registry/read-member-input.js';

const input = (more: Partial<MemberInput> = {}): MemberInput => ({
  code: 'MEE',
  nameZh: '生态环境部',
  nameEn: 'Ministry of Ecology and Environment',
  url: 'https://node.example/graphql',
  authorities: [{ code: 'MEE', nameZh: '生态环境部', nameEn: 'MEE', kind: 'MINISTRY' }],
  ...more,
});
const withAuthority = (more: object): MemberInput => input({ authorities: [{ ...input().authorities[0]!, ...more }] });

describe('readMemberInput', () => {
  test('fills in what was left open', () => {
    expect(readMemberInput(input())).toMatchObject({ contractVersion: CONTRACT_VERSION, status: 'ACTIVE', authorities: [{ homepage: null }] });
    expect(readMemberInput(input({ contractVersion: null, status: null }))).toMatchObject({ contractVersion: CONTRACT_VERSION, status: 'ACTIVE' });
  });

  test('trims names and keeps addresses as they were written', () => {
    expect(readMemberInput(input({ nameEn: ' MEE ', url: 'http://127.0.0.1:4001' }))).toMatchObject({ nameEn: 'MEE', url: 'http://127.0.0.1:4001' });
  });

  test.each([
    ['code', input({ code: 'mee' }), 'code: expected 2 to 12 characters of 0-9 A-Z but got "mee".'],
    ['nameZh', input({ nameZh: ' ' }), 'nameZh: expected a name'],
    ['nameEn', input({ nameEn: 'x'.repeat(201) }), 'nameEn: expected a name of 1 to 200'],
    ['url', input({ url: 'node.example' }), 'url: expected an http or https address'],
    ['url', input({ url: 'ftp://node.example/' }), 'url: expected an http or https address'],
    ['url', input({ url: 'http://node.example/#a' }), 'url: expected'],
    ['url', input({ url: ' http://node.example/' }), 'url: expected'],
    ['url', input({ url: `http://node.example/${'a'.repeat(2_000)}` }), 'url: expected'],
    ['contractVersion', input({ contractVersion: 'latest' }), 'contractVersion: expected a version such as 1.0 but got "latest".'],
    ['authorities', input({ authorities: [] }), 'authorities: expected at least one authority but got [].'],
    ['authorities', input({ authorities: [input().authorities[0]!, input().authorities[0]!] }), 'authorities: expected each authority once but got "MEE".'],
    ['authorities[0].code', withAuthority({ code: 'M' }), 'authorities[0].code: expected'],
    ['authorities[0].nameZh', withAuthority({ nameZh: '' }), 'authorities[0].nameZh: expected'],
    ['authorities[0].homepage', withAuthority({ homepage: 'javascript:alert(1)' }), 'authorities[0].homepage: expected'],
  ])('refuses a wrong %s', (field, wrong, message) => {
    expect(() => readMemberInput(wrong)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), extensions: { code: 'BAD_INPUT', field } }),
    );
  });

  test('refuses a password in an address without repeating it', () => {
    expect(() => readMemberInput(input({ url: 'https://me:secret@node.example/' }))).toThrow(/url: expected .* but got "https:\/\/…@node.example\/"/);
  });
});
