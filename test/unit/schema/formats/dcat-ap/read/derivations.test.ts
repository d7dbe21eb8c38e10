import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDerivations } from '../../../../../../schema/formats/dcat-ap/read/derivations.js';
import { GraphTooLarge, RdfGraph, termOf } from '../../../../../../schema/formats/dcat-ap/rdf-graph.js';

type Statement = readonly [subject: string, property: string, object: string];
const graphOf = (statements: readonly Statement[], limits = {}): RdfGraph => {
  const graph = new RdfGraph(limits);
  for (const [subject, property, object] of statements) graph.add(termOf(subject), `http://www.w3.org/ns/prov#${property}`, termOf(object), 1);
  return graph;
};
const derived = (graph: RdfGraph): readonly string[] => [...graph].flatMap((resource) => resource.all('prov:wasDerivedFrom').map(({ value }) => `${resource.key} ${value}`)).sort();
const after = (...statements: readonly Statement[]): readonly string[] => {
  const graph = graphOf(statements);
  addDerivations(graph);
  return derived(graph);
};

describe('what PROV-O calls a derivation', () => {
  test.each<[string, readonly Statement[]]>([
    ['a derivation', [['b', 'wasDerivedFrom', 'a']]],
    ['a primary source', [['b', 'hadPrimarySource', 'a']]],
    ['a quotation', [['b', 'wasQuotedFrom', 'a']]],
    ['a qualified derivation', [['b', 'qualifiedDerivation', '_:q'], ['_:q', 'entity', 'a']]],
    ['an activity that the entity names', [['b', 'wasGeneratedBy', 'x'], ['x', 'used', 'a']]],
    ['an activity that names the entity', [['x', 'generated', 'b'], ['x', 'used', 'a']]],
    ['a qualified generation and usage', [['b', 'qualifiedGeneration', '_:g'], ['_:g', 'activity', 'x'], ['x', 'qualifiedUsage', '_:u'], ['_:u', 'entity', 'a']]],
    ['two ways to say one', [['b', 'wasDerivedFrom', 'a'], ['b', 'wasGeneratedBy', 'x'], ['x', 'used', 'a'], ['x', 'generated', 'b']]],
  ])('%s', (_, statements) => {
    expect(after(...statements)).toEqual(['b a']);
  });

  test('not a revision, nor what was used in place', () => {
    expect(after(['b', 'wasRevisionOf', 'a'], ['a', 'wasGeneratedBy', 'x'], ['x', 'used', 'a'], ['b', 'wasGeneratedBy', 'nothing'])).toEqual([]);
  });

  test('whatever activities use and generate, each pair once; done again it adds nothing', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const statement = fc.tuple(fc.constantFrom('x', 'y'), fc.constantFrom('used', 'generated'), name);
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 12 }), (statements) => {
        const graph = graphOf(statements);
        addDerivations(graph);
        const expected = new Set(['x', 'y'].flatMap((activity) => {
          const of = (property: string) => statements.filter(([subject, own]) => subject === activity && own === property).map(([, , object]) => object);
          return of('generated').flatMap((one) => of('used').filter((other) => other !== one).map((other) => `${one} ${other}`));
        }));
        expect(derived(graph)).toEqual([...expected].sort());
        addDerivations(graph);
        expect(derived(graph)).toEqual([...expected].sort());
      }),
    );
  });

  test('an activity of many thousands is more than a graph holds', () => {
    const many = Array.from({ length: 60 }, (_, n): Statement[] => [['x', 'used', `u${String(n)}`], ['x', 'generated', `g${String(n)}`]]).flat();
    expect(() => addDerivations(graphOf(many, { statements: 1_000 }))).toThrow(GraphTooLarge);
  });

  test('each activity is looked through once, however many it generated', () => {
    const graph = graphOf(Array.from({ length: 50 }, (_, n): Statement[] => [['x', 'generated', `g${String(n)}`], [`g${String(n)}`, 'wasGeneratedBy', 'x']]).flat());
    const activity = graph.get('x')!;
    let looks = 0;
    const all = activity.all.bind(activity);
    activity.all = (...names) => ((looks += 1), all(...names));
    addDerivations(graph);
    expect(looks).toBeLessThan(20);
  });

  test('activities that say the same over and over are more than is looked at', () => {
    const many = Array.from({ length: 60 }, (_, n): Statement[] => [['x', 'used', `u${String(n)}`], ['x', 'generated', `g${String(n)}`]]).flat();
    const again = Array.from({ length: 3 }, (_, n) => many.map(([, property, object]): Statement => [`x${String(n)}`, property, object])).flat();
    expect(() => addDerivations(graphOf(again), { mostPairs: 10_000 })).toThrow('pairs');
  });
});
