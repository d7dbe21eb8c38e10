import { describe, expect, test } from '@jest/globals';
import { policy } from '../../../../../subgraphs/catalog/validate/checks/policy.js';
import { permittedActions } from '../../../../../subgraphs/search/model/permitted-actions.js';

const read = (value: object | string): string => {
  const problems: string[] = [];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const clean = policy(text, 'policy', (rule, field, _, message) => void problems.push(`${rule} ${field}: ${message}`) as undefined);
  return problems[0] ?? (clean === text ? 'kept' : 'changed');
};
const offer = (more: object = {}) => ({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Offer', uid: 'https://data.example.cn/policy/1', permission: [{ action: 'use' }], ...more });

describe('a policy', () => {
  test.each([
    ['a term', { action: 'use' }],
    ['several', { action: ['reproduce', 'distribute'], target: 'https://data.example.cn/1' }],
    ['a name with a prefix', { action: 'odrl:derive' }],
    ['an IRI', { action: 'http://www.w3.org/ns/odrl/2/read' }],
    ['a node', { action: { '@id': 'odrl:print' } }],
    ['a refined one', { action: [{ 'rdf:value': { '@id': 'odrl:print' }, refinement: [{ leftOperand: 'resolution', operator: 'lteq', rightOperand: 1200 }] }] }],
    ['one of Creative Commons', { action: 'cc:CommercialUse' }],
  ])('is kept word for word, its action being %s', (_, permission) => {
    expect(read(offer({ permission: [permission] }))).toBe('kept');
  });

  test('permits in the index what it says, in each of those spellings', () => {
    expect(permittedActions(JSON.stringify(offer({ permission: [{ action: ['odrl:use', { '@id': 'http://www.w3.org/ns/odrl/2/print' }] }] })))).toEqual(['print', 'use']);
  });

  test('of types and rules by their prefixed names', () => {
    expect(read({ '@type': 'odrl:Set', 'odrl:prohibition': { 'odrl:action': { '@id': 'odrl:sell' } } })).toBe('kept');
    expect(read({ '@type': 'odrl:Set', 'http://www.w3.org/ns/odrl/2/prohibition': { action: 'sellIt' }, permission: { action: 'use' } })).toMatch(/the action of a prohibition/);
  });

  test.each([
    ['no JSON', '{', /one JSON object/],
    ['a list', '[]', /one JSON object/],
    ['no type', { permission: [{ action: 'use' }] }, /its type is one of Policy, Set, Offer, but it says \[\]/],
    ['an agreement', offer({ '@type': 'Agreement' }), /but it says \["Agreement"\]/],
    ['no rules', offer({ permission: [] }), /it has a permission/],
    ['a rule without an action', offer({ prohibition: [{ target: 'https://data.example.cn/1' }] }), /each prohibition has an action/],
    ['an action that is none', offer({ permission: [{ action: 'useIt' }] }), /such as use, reproduce or distribute, but it says "useIt"/],
    ['a mere number', offer({ permission: [{ action: 1 }] }), /but it says 1/],
  ])('that is %s is rejected', (_, value, message) => {
    expect(read(value)).toMatch(/^POLICY policy: Expected an ODRL 2\.2 policy as JSON-LD: /);
    expect(read(value)).toMatch(message);
  });

  test('that is too long is rejected', () => {
    expect(read(' '.repeat(100_001))).toMatch(/^TOO_LONG/);
  });
});
