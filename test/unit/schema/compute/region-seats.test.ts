import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { distanceKilometers } from '../../../../schema/compute/region-seats.js';
import { packagePath } from '../../../../schema/package-path.js';

const regions = (JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'regions.json'), 'utf8')) as readonly { readonly code: string }[]).map(({ code }) => code).filter((code) => code !== '100000');

test.each([
  ['310000', '110000', 1070],
  ['310118', '310000', 0],
  ['130700', '110000', 160],
  ['520100', '440300', 860],
  ['650000', '460000', 3370],
])('from %s to %s it is about %d kilometres', (from, to, expected) => {
  expect(Math.abs((distanceKilometers(from, to) ?? NaN) - expected)).toBeLessThanOrEqual(60);
});

test('the country as a whole, and what is no region, is nowhere', () => {
  for (const code of ['100000', '', '31', '990000', '31000a']) expect([distanceKilometers(code, '310000'), distanceKilometers('310000', code)]).toEqual([null, null]);
});

test('every province has a seat; distances are the same both ways, and no way is shorter than the straight one', () => {
  const region = fc.constantFrom(...regions);
  fc.assert(fc.property(region, region, region, (one, two, three) => {
    const [a, b, c] = [distanceKilometers(one, two), distanceKilometers(two, three), distanceKilometers(one, three)] as [number, number, number];
    expect([a, b, c].every(Number.isInteger)).toBe(true);
    expect(distanceKilometers(two, one)).toBe(a);
    // Each is rounded to tens.
    expect(c).toBeLessThanOrEqual(a + b + 15);
  }));
});
