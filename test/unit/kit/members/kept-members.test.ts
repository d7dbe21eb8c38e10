import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { AuthorityEntry, MemberTable } from '../../../../subgraphs/kit/follow-members.js';
import { keepKnown } from '../../../../subgraphs/kit/members/keep-known.js';
import { keptMembersIn } from '../../../../subgraphs/kit/members/kept-members.js';

const REGISTRY = 'http://registry.example/graphql';
const entry = (code: string, status: AuthorityEntry['status'] = 'ACTIVE'): AuthorityEntry => ({ code, nameZh: code, nameEn: code, kind: 'REGION', url: 'http://127.0.0.1:1/graphql', status, contractVersion: '1.0' }) as AuthorityEntry;
const table = (revision: number, ...entries: readonly AuthorityEntry[]): MemberTable => ({ revision, authorities: new Map(entries.map((one) => [one.code, one])) });

describe('a table that is silent about authorities that were known', () => {
  test('leaves them as they were; who leaves says so', () => {
    const { missing, authorities } = keepKnown(table(7, entry('AAA'), entry('BBB'), entry('CCC')), table(8, entry('AAA', 'WITHDRAWN')));
    expect(missing).toEqual(['BBB', 'CCC']);
    expect([...authorities.values()].map(({ code, status }) => [code, status])).toEqual([['AAA', 'WITHDRAWN'], ['BBB', 'ACTIVE'], ['CCC', 'ACTIVE']]);
  });

  test('that names nobody empties nothing', () => {
    expect([...keepKnown(table(7, entry('AAA'), entry('BBB')), table(0)).authorities.keys()]).toEqual(['AAA', 'BBB']);
  });

  test('is taken as it is where it names everybody, or nobody was known', () => {
    expect(keepKnown(null, table(1, entry('AAA')))).toEqual({ ...table(1, entry('AAA')), missing: [] });
    expect(keepKnown(table(1, entry('AAA')), table(2, entry('AAA'), entry('BBB'))).missing).toEqual([]);
  });
});

describe('the member table over a restart', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'ucat-members-'))));
  afterAll(async () => rm(folder, { recursive: true, force: true }));
  const logger = pino({ level: 'silent' });

  test('is read as it was written, for the same registry alone', async () => {
    const kept = keptMembersIn(join(folder, 'deep', 'members.json'), logger);
    expect(kept.read(REGISTRY)).toBeNull();
    kept.write(REGISTRY, table(4, entry('AAA'), entry('BBB', 'SUSPENDED')));
    expect(kept.read(REGISTRY)).toEqual(table(4, entry('AAA'), entry('BBB', 'SUSPENDED')));
    expect(kept.read('http://other.example/graphql')).toBeNull();
    expect(await readdir(join(folder, 'deep'))).toEqual(['members.json']);
  });

  test('that is damaged, or can not be written, stops nobody', async () => {
    const file = join(folder, 'damaged.json');
    await writeFile(file, '{"registryUrl":"http://registry.exam');
    expect(keptMembersIn(file, logger).read(REGISTRY)).toBeNull();
    const below = keptMembersIn(join(file, 'members.json'), logger);
    expect(() => below.write(REGISTRY, table(1, entry('AAA')))).not.toThrow();
  });
});
