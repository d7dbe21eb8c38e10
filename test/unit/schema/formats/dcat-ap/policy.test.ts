import { describe, expect, test } from '@jest/globals';
import { policyNode } from '../../../../../schema/formats/dcat-ap/policy.js';
import type { DcatNode } from '../../../../../schema/formats/dcat-ap/dcat-node.js';

const CONTEXT = 'http://www.w3.org/ns/odrl.jsonld';
/** Properties of a policy in a graph, beside its text. */
const stated = (policy: object): readonly string[] => (policyNode(JSON.stringify({ '@context': CONTEXT, '@type': 'Set', ...policy })) as DcatNode).properties.map(([name]) => name).filter((name) => name !== 'ucat:policy');

describe('a policy in a graph', () => {
  test('is its text word for word, and its rules where they are actions alone', () => {
    const text = JSON.stringify({ '@context': CONTEXT, '@type': 'Offer', permission: [{ action: 'use' }, { action: ['odrl:print', 'http://www.w3.org/ns/odrl/2/read'] }], 'odrl:prohibition': { action: 'sell' } });
    expect(policyNode(text)).toMatchObject({
      types: ['odrl:Policy', 'odrl:Offer'],
      properties: expect.arrayContaining([
        ['ucat:policy', [expect.objectContaining({ text })]],
        ['odrl:permission', ['use', 'print', 'read'].map((action) => expect.objectContaining({ properties: [['odrl:action', [expect.objectContaining({ iri: `http://www.w3.org/ns/odrl/2/${action}` })]]] }))],
        ['odrl:prohibition', [expect.objectContaining({ properties: [['odrl:action', [expect.objectContaining({ iri: 'http://www.w3.org/ns/odrl/2/sell' })]]] })]],
      ]),
    });
  });

  test.each([
    ['a constraint', { permission: { action: 'use', constraint: { leftOperand: 'purpose', operator: 'eq', rightOperand: 'x' } } }],
    ['a target', { target: 'https://data.example.cn/1', permission: { action: 'use' } }],
    ['an action of another vocabulary', { permission: { action: 'cc:Distribution' } }],
    ['a rule twice, by two names', { permission: { action: 'use' }, 'odrl:permission': { action: 'print' } }],
    ['a context in which terms mean something else', { '@context': [CONTEXT, { use: 'https://example.org/never' }], permission: { action: 'use' } }],
  ])('is its text alone where it says %s', (_, policy) => {
    expect(stated(policy)).toEqual([]);
  });
});
