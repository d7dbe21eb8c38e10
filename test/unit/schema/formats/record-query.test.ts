import { expect, test } from '@jest/globals';
import { linkedOfAnswer, recordOfAnswer, recordQuery } from '../../../../schema/formats/record-query.js';

const zh = (text: string) => [{ lang: 'zh', text }];

/** An answer as a gateway gives it: with nulls, links as objects, and the names of what is linked to. */
const ANSWER = {
  id: 'MEE-DS-0000000004-S', kind: 'DATASET', titles: zh('空气'), descriptions: zh('每小时'), keywords: [], landingPage: null, version: 2,
  owner: { id: 'MEE-OR-0000000001-1' }, named_owner: { id: 'MEE-OR-0000000001-1', titles: zh('环境部'), uscc: '123' },
  conformsTo: [{ id: 'SAC-ST-0000000001-Z' }, null], named_conformsTo: [{ id: 'SAC-ST-0000000001-Z', titles: zh('标准'), number: 'GB 1' }, null],
  series: null, named_series: null,
  temporal: { start: '2019', end: null },
};

test('an answer is the record as it is published: links by their ids, and nothing that is not said', () => {
  expect(recordOfAnswer(ANSWER)).toEqual({ id: ANSWER.id, kind: 'DATASET', titles: ANSWER.titles, descriptions: ANSWER.descriptions, version: 2, owner: 'MEE-OR-0000000001-1', conformsTo: ['SAC-ST-0000000001-Z'], temporal: { start: '2019' } });
  expect(recordOfAnswer({ id: 'x', kind: 'DATA_SERIES', seriesFrequency: 'DAILY' })).toEqual({ id: 'x', kind: 'DATA_SERIES', frequency: 'DAILY' });
  expect([recordOfAnswer({ audience: 'PUBLIC' }), recordOfAnswer({ audience: 'OWNER', named: [] })]).toEqual([{}, { audience: 'OWNER' }]);
});

test('what it links to is known by name', () => {
  expect([...linkedOfAnswer(ANSWER)]).toEqual([
    ['MEE-OR-0000000001-1', { titles: zh('环境部'), uscc: '123', number: undefined }],
    ['SAC-ST-0000000001-Z', { titles: zh('标准'), uscc: undefined, number: 'GB 1' }],
  ]);
});

test('it asks for no more than it is told to', () => {
  expect(recordQuery()).not.toMatch(/audience|named|policy|industries|DataProduct|UseCase|Demand/);
  for (const [options, words] of [[{ audience: true }, 'audience named'], [{ names: true }, 'named_owner: owner'], [{ newer: true }, 'policy industries'], [{ newKinds: true }, '... on DataProduct'], [{ newKinds: true }, '... on ComputeFacility'], [{ newKinds: true }, '... on UseCase'], [{ newKinds: true }, '... on Demand']] as const) expect(recordQuery(options)).toContain(words);
});
