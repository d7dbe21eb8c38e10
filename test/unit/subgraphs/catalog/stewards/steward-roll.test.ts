import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { addSteward, listStewards, revokeSteward } from '../../../../../cli/stewards/change-stewards.js';
import { replaceFile } from '../../../../../subgraphs/kit/replace-file.js';
import { tokenHash } from '../../../../../subgraphs/catalog/stewards/steward.js';
import { stewardRoll, type StewardRoll } from '../../../../../subgraphs/catalog/stewards/steward-roll.js';

const logger = pino({ level: 'silent' });
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stewards-'));
  file = join(folder, 'stewards.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const rollOf = (token?: string, source = file): StewardRoll => stewardRoll({ token, source, served: new Set(['310000', 'MEE']), logger });
const tokenOf = (name: string, roles = ['STEWARD'], authorities: readonly string[] = []): string => (addSteward(file, name, roles, authorities).data as { readonly token: string }).token;

describe('who is a steward', () => {
  test('is everybody where nobody was ever named, and nobody once the last was let go', () => {
    const roll = rollOf();
    expect(roll.open).toBe(true);
    const token = tokenOf('张三');
    expect(roll.open).toBe(false);
    expect(roll.viewerOf(token)).toEqual({ subject: '张三', roles: ['STEWARD'], authorities: ['310000', 'MEE'] });
    revokeSteward(file, '张三');
    expect(roll.viewerOf(token)).toBeNull();
    expect(roll.open).toBe(false);
  });

  test('is told by the hash of a token, and the list has no token', () => {
    const token = tokenOf('张三', ['STEWARD', 'AUDITOR'], ['MEE', 'NHC']);
    const roll = rollOf('single');
    expect(roll.viewerOf(token)).toEqual({ subject: '张三', roles: ['STEWARD', 'AUDITOR'], authorities: ['MEE'] });
    expect(roll.viewerOf('single')).toMatchObject({ subject: 'steward', roles: ['STEWARD', 'AUDITOR'] });
    expect(roll.viewerOf(tokenHash(token))).toBeNull();
    expect(JSON.stringify(listStewards(file))).not.toContain(token);
  });

  test('stays as it was while the list can not be read', () => {
    const token = tokenOf('张三');
    const roll = rollOf();
    replaceFile(file, '[{');
    expect(roll.viewerOf(token)).not.toBeNull();
  });

  test('may be said in a setting', () => {
    const roll = rollOf(undefined, JSON.stringify([{ name: '李四', roles: ['AUDITOR'], tokenHash: tokenHash('t') }]));
    expect(roll.viewerOf('t')).toMatchObject({ subject: '李四', roles: ['AUDITOR'] });
    expect(() => rollOf(undefined, '[{"name": "李四", "roles": ["KING"]}]')).toThrow('STEWARDS: steward 1, 李四: expected roles of STEWARD, AUDITOR.');
  });

  test('is nobody twice', () => {
    tokenOf('张三');
    expect(() => tokenOf('张三')).toThrow('张三 is a steward already');
    expect(() => revokeSteward(file, '李四')).toThrow('There is no steward 李四');
  });
});
