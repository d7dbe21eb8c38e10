import { expect, test } from '@jest/globals';
import { catalogsOf } from '../../../../../gateway/http/pages/alternates.js';

test.each([
  ['/', ['/catalog.ttl', '/catalog.jsonld']],
  ['/figures', ['/catalog.ttl', '/catalog.jsonld']],
  ['/authority/310000', ['/catalogs/310000.ttl', '/catalogs/310000.jsonld']],
  ['/authority/%22%3E', []],
])('%s is of the catalogs %j', (path, expected) => {
  const origin = 'https://catalog.example.cn';
  expect(catalogsOf(path, origin)).toEqual(expected.map((address, index) => ({ type: ['text/turtle', 'application/ld+json'][index], href: origin + address })));
});
