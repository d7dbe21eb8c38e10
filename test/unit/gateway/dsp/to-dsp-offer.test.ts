import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toDspOffer } from '../../../../gateway/dsp/to-dsp-offer.js';

const offerOf = (policy: object): unknown => toDspOffer(JSON.stringify(policy), 'urn:offer', ['urn:data']);
const use = { action: 'use' };
const purpose = { leftOperand: 'purpose', operator: 'eq', rightOperand: 'research' };

describe('a policy as an offer of the Dataspace Protocol', () => {
  test.each<[string, object, object]>([
    ['a permission', { '@type': 'Set', uid: 'urn:x', permission: [use] }, { permission: [use] }],
    ['one rule without a list', { permission: use }, { permission: [use] }],
    ['in full names', { 'http://www.w3.org/ns/odrl/2/permission': [{ 'odrl:action': { '@id': 'odrl:use' } }] }, { permission: [use] }],
    ['a prohibition', { prohibition: [{ action: 'sell' }] }, { prohibition: [{ action: 'sell' }] }],
    ['what the policy is about is where it stands', { target: 'urn:data', permission: [{ ...use, target: 'urn:data' }] }, { permission: [use] }],
    ['constraints', { permission: [{ ...use, constraint: purpose }] }, { permission: [{ ...use, constraint: [purpose] }] }],
    ['constraints together', { permission: [{ ...use, constraint: [{ or: [purpose, purpose] }] }] }, { permission: [{ ...use, constraint: [{ or: [purpose, purpose] }] }] }],
    ['a number is a text there', { permission: [{ ...use, constraint: [{ leftOperand: 'count', operator: 'lteq', rightOperand: 5 }] }] }, { permission: [{ ...use, constraint: [{ leftOperand: 'count', operator: 'lteq', rightOperand: '5' }] }] }],
    ['duties', { permission: [{ ...use, duty: [{ action: 'attribute' }] }], obligation: { action: 'compensate' } }, { permission: [{ ...use, duty: [{ action: 'attribute' }] }], obligation: [{ action: 'compensate' }] }],
  ])('tells %s', (_, policy, told) => {
    expect(offerOf(policy)).toEqual({ '@type': 'Offer', '@id': 'urn:offer', ...told });
  });

  test.each<[string, object]>([
    ['for one party', { permission: [{ ...use, assignee: 'urn:party' }] }],
    ['a remedy', { prohibition: [{ ...use, remedy: [use] }] }],
    ['a refined action', { permission: [{ action: { '@id': 'use', refinement: [purpose] } }] }],
    ['several actions at once', { permission: [{ action: ['use', 'read'] }] }],
    ['an operator that it has not', { permission: [{ ...use, constraint: [{ ...purpose, operator: 'like' }] }] }],
    ['a unit', { permission: [{ ...use, constraint: [{ ...purpose, unit: 'EUR' }] }] }],
    ['what a policy inherits', { inheritFrom: 'urn:other', permission: [use] }],
    ['a word on conflicts', { conflict: 'prohibit', permission: [use] }],
    ['something else as its target', { target: 'urn:other', permission: [use] }],
    ['a rule about something else', { permission: [{ ...use, target: { '@id': 'urn:other' } }] }],
    ['a duty about something else', { permission: [{ ...use, duty: { action: 'delete', target: 'urn:other' } }] }],
    ['a target that is described', { target: { '@type': 'AssetCollection', source: 'urn:data' }, permission: [use] }],
    ['the same name twice', { permission: [{ ...use, constraint: purpose, 'odrl:constraint': { ...purpose, leftOperand: 'spatial' } }] }],
    ['a context that turns terms round', { '@context': { permission: 'odrl:prohibition' }, permission: [use] }],
    ['neither a permission nor a prohibition', { obligation: [use] }],
    ['nothing', {}],
  ])('tells nothing of a policy with %s, rather than half', (_, policy) => {
    expect(offerOf(policy)).toBeNull();
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void toDspOffer(text, 'urn:offer', [])));
  });
});
