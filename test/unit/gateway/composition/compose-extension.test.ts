import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { composeExtension } from '../../../../gateway/composition/compose-extension.js';
import { composeSupergraph, ownSubgraphs } from '../../../../schema/compose-supergraph.js';
import { packagePath } from '../../../../schema/package-path.js';
import { supergraphSdl } from '../../../../schema/sdl.js';

const own = ownSubgraphs();
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@shareable", "@inaccessible"])\n';
const compose = (sdl: string) => composeExtension(own, [], { name: 'extra', url: 'http://127.0.0.1:1/graphql', sdl: LINK + sdl });
const problems = (sdl: string): string => {
  const composition = compose(sdl);
  return composition.ok ? '' : composition.problems.join('\n');
};

describe('our own subgraphs', () => {
  test('compose to the supergraph that is kept', () => {
    expect(composeSupergraph(own)).toMatchObject({ ok: true, supergraphSdl: supergraphSdl() });
  });
});

describe('a subgraph of somebody else’s', () => {
  test('adds fields to a type of ours: the documented example composes', () => {
    const sdl = readFileSync(packagePath('docs', 'examples', 'ecology-subgraph', 'schema.graphql'), 'utf8');
    expect(composeExtension(own, [], { name: 'ecology', url: 'http://127.0.0.1:4301/', sdl })).toMatchObject({ ok: true, publicSdl: expect.stringContaining('monitoringStations: [MonitoringStation!]') });
  });

  test.each([
    ['a field that must not be null', 'type Dataset @key(fields: "id") { id: ID! mood: String! }', 'Dataset.mood is added to a type of the catalog'],
    ['a root field that must not be null', 'type Query { stations: [Int!]! }', 'Query.stations is added'],
    ['a field that is ours', 'type Dataset @key(fields: "id") { id: ID! license: String @shareable }', 'Dataset.license'],
    ['taking a field over', 'type Dataset @key(fields: "id") { id: ID! license: String @override(from: "catalog") }', '@override is not composed'],
    ['mutations', 'type Mutation { retire: Boolean }', 'The type Mutation is not composed'],
    ['hiding what is ours', 'type Dataset @key(fields: "id") { id: ID! @inaccessible mood: String }', 'id'],
    ['narrowing an input that is ours', 'input DateRange { from: String } type Query { between(range: DateRange): Int }', 'DateRange'],
    ['another key', 'type Dataset @key(fields: "title") { title: String! mood: String }', 'Dataset'],
    ['something else than a schema', 'type {', 'Syntax Error'],
    ['a type that does not exist', 'type Query { mood: Mood }', 'Mood'],
  ])('is refused: %s', (_, sdl, problem) => {
    expect(problems(sdl)).toContain(problem);
  });

  test('narrowing words that others share is refused, for clients would lose them', () => {
    expect(problems('enum Lang { ZH } type Query { mood(lang: Lang): Int }')).toMatch(/EN|Lang/);
  });

  test('comes beside others that were accepted before', () => {
    const first = { name: 'first', url: 'http://127.0.0.1:1/', sdl: `${LINK}type Dataset @key(fields: "id") { id: ID! mood: String }` };
    const second = { name: 'second', url: 'http://127.0.0.1:2/', sdl: `${LINK}type Dataset @key(fields: "id") { id: ID! mood: Int }` };
    expect(composeExtension(own, [first], { ...second, sdl: second.sdl.replace('mood: Int', 'weight: Int') })).toMatchObject({ ok: true });
    expect(composeExtension(own, [first], second)).toMatchObject({ ok: false });
  });
});
