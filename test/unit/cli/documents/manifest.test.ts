import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { manifestOf } from '../../../../cli/documents/manifest.js';

const of = (...texts: string[]) => manifestOf(new Map(texts.map((text, n) => [`${String(n)}.graphql`, text])));

describe('a manifest of trusted documents', () => {
  test('takes a file with one operation as it is written; its id is the hash of its text', () => {
    const text = 'query Find($q: String) {\n  search(query: $q) { total } # so it stands\n}';
    expect(of(`\n${text}\n`)).toEqual({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: createHash('sha256').update(text).digest('hex'), name: 'Find', type: 'query', body: text }] });
  });

  test('makes of a file with several operations a text of each, with the fragments that it spreads', () => {
    const { operations } = of('query B { ...F } query A { a ...G } fragment F on Query { b } fragment G on Query { c }');
    expect(operations.map(({ name, body }) => [name, body.includes('fragment F'), body.includes('fragment G')])).toEqual([['A', false, true], ['B', true, false]]);
  });

  test.each([
    [['{ a }'], '0.graphql: expected operations with names but got one without'],
    [['fragment F on T { a }'], 'but got none'],
    [['query A {'], '0.graphql: Syntax Error'],
    [['query A { a }', 'query A { b }'], 'a name of its own but got A twice'],
  ])('%j is refused with the reason', (texts, message) => {
    expect(() => of(...texts)).toThrow(message);
  });
});
