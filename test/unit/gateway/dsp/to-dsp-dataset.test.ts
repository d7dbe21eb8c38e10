import { expect, test } from '@jest/globals';
import { toDspDataset, type AnsweredDataset } from '../../../../gateway/dsp/to-dsp-dataset.js';

const use = '{"@type":"Set","permission":[{"action":"use"}]}';
const answered = (more: Partial<AnsweredDataset> = {}): AnsweredDataset => ({
  id: 'MEE-DS-0000000004-S',
  authority: 'MEE',
  title: '空气',
  description: null,
  openness: 'OPEN',
  grade: 'GENERAL',
  policy: null,
  distributions: [{ accessURL: 'https://data.example.org/4', format: 'CSV', mediaType: null }],
  ...more,
});
const offer = { '@type': 'Offer', '@id': 'urn:ucat:offer:MEE-DS-0000000004-S' };

test.each<[string, Partial<AnsweredDataset>, object]>([
  ['open', {}, { permission: [{ action: 'use' }] }],
  ['open, by its policy', { policy: '{"@type":"Set","target":"urn:ucat:id:MEE-DS-0000000004-S","permission":[{"action":"read"}]}' }, { permission: [{ action: 'read' }] }],
  ['open on application', { openness: 'CONDITIONAL' }, { permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] }],
  ['closed', { openness: 'CLOSED' }, { prohibition: [{ action: 'use' }] }],
  ['open on application and important', { openness: 'CONDITIONAL', grade: 'IMPORTANT' }, { permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] }],
  ['closed and important', { openness: 'CLOSED', grade: 'IMPORTANT' }, { prohibition: [{ action: 'use' }] }],
])('a dataset that is %s has one offer', (_, more, terms) => {
  expect(toDspDataset(answered(more))?.hasPolicy).toEqual([{ ...offer, ...terms }]);
});

test.each<[string, Partial<AnsweredDataset>]>([
  ['closed, whatever its policy permits', { openness: 'CLOSED', policy: use }],
  ['open on application alone, whatever its policy permits', { openness: 'CONDITIONAL', policy: use }],
  ['core data', { grade: 'CORE' }],
  ['open though important, which no term of the protocol says', { grade: 'IMPORTANT' }],
  ['important data with a policy', { grade: 'IMPORTANT', policy: use }],
  ['nowhere to be had', { distributions: [] }],
])('a dataset that is %s is not offered', (_, more) => {
  expect(toDspDataset(answered(more))).toBeNull();
});
