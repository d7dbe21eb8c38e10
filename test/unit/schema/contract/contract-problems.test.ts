import { describe, expect, test } from '@jest/globals';
import { CONTRACT_VERSION } from '../../../../schema/contract-version.js';
import { contractProblems } from '../../../../schema/contract/contract-problems.js';
import { releasedContracts } from '../../../../schema/contract/released-contracts.js';
import { subgraphSdl } from '../../../../schema/sdl.js';

const released = releasedContracts();
const [first] = released;
const changed = (from: string | RegExp, to: string): string => {
  const sdl = first!.sdl.replace(from, to);
  if (sdl === first!.sdl) throw new Error(`The contract has no ${String(from)}.`);
  return sdl;
};
const problemsOf = (sdl: string, version = '1.1'): readonly string[] => contractProblems({ version, sdl, released: [first!] });

describe('the contract as it stands', () => {
  test('breaks nobody who keeps to the one released last', () => {
    expect(contractProblems({ version: CONTRACT_VERSION, sdl: subgraphSdl('catalog'), released })).toEqual([]);
  });

  test('the first one is released', () => {
    expect(first?.version).toBe('1.0');
  });
});

describe('a minor version', () => {
  test('may add what can be null, an argument with a default, a type, and words where null can stand', () => {
    const more = changed('  "信息项: the fields of the data."', '  quality: Quality\n  items2(first: Int = 10): [DataItem!]\n  "信息项: the fields of the data."')
      .replace('enum Grade {', 'enum Grade {\n  TOP_SECRET')
      .replace('title(lang: Lang = ZH): String!\n  titles: [LangText!]!', 'title(lang: Lang = ZH, short: Boolean = false): String!\n  titles: [LangText!]!');
    expect(problemsOf(`${more}\ntype Quality { score: Int! }`)).toEqual([]);
  });

  test('may add a word to an enum that has one for the unknown', () => {
    expect(problemsOf(changed('enum Frequency {', 'enum Frequency {\n  BIENNIAL'))).toEqual([]);
  });

  test.each([
    ['a field that must not be null', /"信息项/, '  extra: Int!\n  "信息项', 'Dataset.extra is new and of the type Int!'],
    ['a field taken away', '  grade: Grade\n', '', 'Dataset.grade was removed'],
    ['another type of a field', '  grade: Grade\n', '  grade: String\n', 'Dataset.grade changed type from Grade to String'],
    ['a field that can no longer be null', '  series: DataSeries\n', '  series: DataSeries!\n', 'Dataset.series changed type from DataSeries to DataSeries!'],
    ['elements that can no longer be null', 'conformsTo: [Standard]!', 'conformsTo: [Standard!]!', 'Dataset.conformsTo changed type from [Standard]! to [Standard!]!'],
    ['a needed argument', 'dataset(id: ID!)', 'dataset(id: ID!, key: String!)', 'A required arg key on Query.dataset was added'],
    ['another default', 'first: Int = 500', 'first: Int = 100', 'Query.changes arg first has changed defaultValue from 500 to 100'],
    ['a word taken away', '  YEARLY\n', '', 'YEARLY was removed from enum type Frequency'],
    ['a word where null can’t stand', 'enum ShareType {', 'enum ShareType {\n  SOLD', 'ShareType.SOLD is new'],
    ['another way to its node', 'organization(id: ID, uscc: String): Organization @partition(by: "id", lookup: ["uscc"])', 'organization(id: ID, uscc: String): Organization @partition(by: "uscc")', 'Query.organization changed from @partition(by: "id", lookup: ["uscc"])'],
    ['another key', 'type Dataset implements Record @key(fields: "id")', 'type Dataset implements Record @key(fields: "id authority")', 'Dataset changed from @key(fields: "id")'],
  ])('may not bring %s', (_, from, to, message) => {
    expect(problemsOf(changed(from, to))).toEqual([expect.stringContaining(message)]);
  });
});

describe('a version', () => {
  const broken = changed('  grade: Grade\n', '');

  test('that is released never changes; its words of explanation may', () => {
    expect(problemsOf(broken, '1.0')).toEqual([expect.stringContaining('raise CONTRACT_VERSION')]);
    expect(problemsOf(changed('"信息项: the fields of the data."', '"Fields."'), '1.0')).toEqual([]);
  });

  test('may break what was before with its major number only', () => {
    expect(problemsOf(broken, '2.0')).toEqual([]);
    expect(problemsOf(first!.sdl, '0.9')).toEqual([expect.stringContaining('or later but got 0.9')]);
    expect(problemsOf(first!.sdl, 'next')).toEqual([expect.stringContaining('but got "next"')]);
  });
});
