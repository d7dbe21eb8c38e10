import { expect, test } from '@jest/globals';
import { readUse } from '../../../../subgraphs/compute/need.js';

const NOW = new Date('2026-11-29T00:00:00Z');

test.each(['use', ' sell ', 'odrl:sell', 'http://www.w3.org/ns/odrl/2/sell', 'cc:CommercialUse'])('the action %j is known by its name alone', (action) => {
  expect(readUse({ action }, NOW).action).toBe(action.trim().replace(/^.*[:/]/, ''));
});

test.each(['sel', 'Sell', 'train', 'ex:sell', 'constructor'])('the action %j is no part of use: it is refused', (action) => {
  expect(() => readUse({ action }, NOW)).toThrow(`need.action: expected an action of ODRL, such as use, derive or distribute, but got "${action}".`);
});

test('without an action it is that of whoever judges', () => {
  expect(readUse({}, NOW)).toEqual({ at: NOW });
});
