import { expect, test } from '@jest/globals';
import { permittedActions } from '../../../../../subgraphs/search/model/permitted-actions.js';

const ODRL = 'http://www.w3.org/ns/odrl/2/';

test.each<[string, unknown, readonly string[]]>([
  ['one action', { permission: { action: 'use' } }, ['use']],
  ['spellings of one action', { permission: [{ action: 'odrl:use' }, { action: `${ODRL}use` }, { action: { '@id': 'use' } }] }, ['use']],
  ['several, in order', { 'odrl:permission': [{ 'odrl:action': ['read', 'distribute'] }] }, ['distribute', 'read']],
  ['an action that is refined', { permission: [{ action: [{ 'rdf:value': { '@id': 'odrl:print' }, refinement: [{}] }] }] }, ['print']],
  ['what is prohibited as well', { permission: [{ action: ['use', 'sell'] }], prohibition: [{ action: 'sell' }] }, ['use']],
  ['policies of a graph', { '@graph': [{ permission: [{ action: 'use' }] }, { permission: [{ action: 'read' }] }] }, ['read', 'use']],
  ['nothing', { permission: [null, 3, { action: 3 }, {}] }, []],
])('%s', (_, policy, expected) => {
  expect(permittedActions(JSON.stringify(policy))).toEqual(expected);
});

test('what is no policy permits nothing', () => {
  for (const policy of [undefined, null, {}, '', '{', '3', 'null', `"${'x'.repeat(100_001)}"`]) expect(permittedActions(policy)).toEqual([]);
});
