import { expect, test } from '@jest/globals';
import { oneOf } from '../../../cli/one-of.js';

const HUBS = ['YANGTZE_DELTA', 'GREATER_BAY_AREA'] as const;

test.each(['GREATER_BAY_AREA', 'greater-bay-area', 'Greater_Bay-Area'])('%s is the word of the schema', (typed) => {
  expect(oneOf('--hub', typed, HUBS)).toBe('GREATER_BAY_AREA');
});

test.each(['', 'BAY', 'toString'])('%j is none: those that there are are told', (typed) => {
  expect(() => oneOf('--hub', typed, HUBS)).toThrow(`--hub: expected one of YANGTZE_DELTA, GREATER_BAY_AREA but got ${typed}.`);
});
