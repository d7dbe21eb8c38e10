import { expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { optionTable, type ShownOptions } from '../../../../cli/compute/option-table.js';
import { runComputeOptions, type ComputeRequest } from '../../../../cli/compute/run-options.js';

const SHOWN: ShownOptions = {
  leastProtection: 'SANDBOX',
  optionCount: 3,
  refusalCount: 1,
  options: [{
    id: 'SIC-CF-0000000008-X', title: '贵安基地', environment: 'MPC', verdict: 'CONDITIONAL', conditions: [{ rule: 'SHARE_CONDITION', text: '须先满足条件' }], points: 78,
    reasons: [{ factor: 'PROTECTION', points: 40, max: 40, text: '安全多方计算' }, { factor: 'DISTANCE', points: 8, max: 30, text: '相距约 2200 公里' }],
  }],
  refusals: [{ id: 'SIC-CF-0000000011-X', title: '亦庄站', rule: 'ENVIRONMENT', text: '没有环境' }],
};

test('options stand with their reasons and conditions, refusals with their rule, and what is left is said', () => {
  expect(optionTable(SHOWN).split('\n').map((line) => line.trimEnd().replace(/ {2,}/g, ' | '))).toEqual([
    '78 | SIC-CF-0000000008-X | MPC | 贵安基地',
    ' | PROTECTION 40/40 | 安全多方计算',
    ' | DISTANCE 8/30 | 相距约 2200 公里',
    ' | CONDITIONAL | SHARE_CONDITION | 须先满足条件',
    '- | SIC-CF-0000000011-X | ENVIRONMENT | 没有环境: 亦庄站',
    '2 more options: --max',
    '',
  ]);
});

test.each<[string, Partial<ComputeRequest>, string]>([
  ['an address that is none', { gateway: 'catalog' }, '--gateway: expected'],
  ['no id', { id: 'x' }, 'DATASET: Expected'],
  ['the id of another kind', { id: 'MEE-OR-0000000001-1' }, 'DATASET: '],
  ['a capacity below nothing', { petaflops: -1 }, '--petaflops: expected a number from 0 but got -1.'],
  ['no number', { petaflops: NaN }, '--petaflops: expected a number from 0 but got what is no number.'],
  ['no option at all', { max: 0 }, '--max: expected a whole number from 1 to 100 but got 0.'],
  ['an unknown word', { environment: ['TEE', 'SAFE'] }, '--environment: expected one of PLAIN, SANDBOX, TEE, FEDERATED_LEARNING, MPC but got SAFE.'],
  ['an unknown hub', { hub: ['MOON'] }, '--hub: expected one of JING_JIN_JI'],
  ['a region by name', { region: '贵州' }, '--region: expected a GB/T 2260 code'],
  ['another language', { lang: 'fr' }, '--lang: expected one of zh, en but got fr.'],
])('refuses %s before it asks', async (_, wrong, message) => {
  const complaints: string[] = [];
  const request = { id: 'CMA-DS-0000000009-1', gateway: 'http://127.0.0.1:9/graphql', max: 10, lang: 'zh', ...wrong };
  const exit = await runComputeOptions(request, { output: new PassThrough(), complain: (text) => complaints.push(text), signal: new AbortController().signal });
  expect(exit).toBe(2);
  expect(complaints[0]).toContain(message);
});
