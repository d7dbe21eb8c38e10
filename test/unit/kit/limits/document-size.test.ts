import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { documentSize, FragmentCycle } from '../../../../subgraphs/kit/limits/document-size.js';
import { valuesSize } from '../../../../subgraphs/kit/limits/values-size.js';

const size = (text: string) => documentSize(parse(text));

describe('the size of a document', () => {
  test('counts levels, fields, aliases and directives, fragments put in', () => {
    expect(size('query @a { x: b @include(if: true) { c { __typename } ...F } ... on Query @skip(if: false) { y: d } } fragment F on T @z { e ...G } fragment G on T { f: g { h } }')).toEqual({ depth: 3, fields: 7, rootFields: 2, aliases: 3, directives: 4 });
  });

  test('is that of the largest operation, and of fragments that nobody spreads', () => {
    expect(size('query A { a } query B { a { b } c } fragment F on T { a { b { c { d } } } }')).toEqual({ depth: 4, fields: 4, rootFields: 2, aliases: 0, directives: 0 });
  });

  test('is found in one pass, however often fragments double what is asked', () => {
    const levels = Array.from({ length: 500 }, (_, n) => `fragment F${String(n)} on T { ...F${String(n + 1)} ...F${String(n + 1)} }`).join(' ');
    expect(size(`{ ...F0 } ${levels} fragment F500 on T { a }`).fields).toBeGreaterThan(1e100);
  });

  test.each(['{ ...A } fragment A on T { ...A }', '{ ...A } fragment A on T { b { ...B } } fragment B on T { ... { ...A } }', '{ a } fragment A on T { ...A }'])('%s never ends', (text) => {
    expect(() => size(text)).toThrow(FragmentCycle);
  });

  test('counts what unknown fragments spread as nothing: validation speaks of them', () => {
    expect(size('{ a ...Nowhere }').fields).toBe(1);
  });

  test('equals a count of the text for any tree of fields', () => {
    const tree = fc.letrec<{ node: string }>((tie) => ({ node: fc.oneof({ maxDepth: 6 }, fc.constant('f'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((inner) => `f { ${inner.join(' ')} }`)) })).node;
    fc.assert(fc.property(tree, (text) => {
        let depth = 0;
        let deepest = 0;
        for (const sign of `{ ${text} }`) {
          if (sign === '{') deepest = Math.max(deepest, ++depth);
          if (sign === '}') depth -= 1;
        }
        expect(size(`{ ${text} }`)).toMatchObject({ fields: text.split('f').length - 1, depth: deepest });
      }));
  });
});

describe('the size of variables', () => {
  test('counts every value, and levels of lists and objects', () => {
    expect(valuesSize({ a: [1, { b: null }], c: 'x' }, 100)).toEqual({ values: 6, depth: 3 });
  });

  test('is counted no further than the limit, and however deep', () => {
    expect(valuesSize(Array.from({ length: 100 }, () => 0), 10).values).toBeGreaterThan(10);
    let deep: unknown = 0;
    for (let n = 0; n < 100_000; n += 1) deep = [deep];
    expect(valuesSize(deep, 1_000_000).depth).toBe(100_000);
  });
});
