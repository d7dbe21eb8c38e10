import { expect, test } from '@jest/globals';
import type { GraphQLRequestContextDidResolveOperation, GraphQLRequestContext } from '@apollo/server';
import { buildSchema, parse } from 'graphql';
import { costLimit } from '../../../../gateway/limits/operation-cost.js';

const schema = buildSchema('type Query { options(max: Int = 10): AllOptions pages(first: Int = 20): [Page] some(ids: [ID!]!): [Page] narrowed(states: [String!]): [Page] facets(fields: [String!] = ["a", "b"], first: Int = 3): [Page] } type AllOptions { options: [Page] } type Page { text: String }');

/** Whether an operation is refused where so much is allowed. */
async function isRefused(query: string, maxCost: number, variables: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
  const listener = await costLimit(maxCost).requestDidStart?.({} as GraphQLRequestContext<object>);
  const asked = { document: parse(query), request: { variables }, schema } as unknown as GraphQLRequestContextDidResolveOperation<object>;
  return (async () => listener?.didResolveOperation?.(asked))().then(() => false, () => true);
}

/** The least that has to be allowed. */
async function costOf(query: string, variables?: Readonly<Record<string, unknown>>): Promise<number> {
  let cost = 0;
  while (await isRefused(query, cost, variables)) cost += 1;
  return cost;
}

test('what is below a page costs as often as it can come, also where its size is left to the default or given as null', async () => {
  expect([await costOf('{ pages(first: 3) { text } }'), await costOf('{ pages { text } }'), await costOf('{ pages(first: null) { text } }')]).toEqual([4, 21, 21]);
  expect([await costOf('{ options(max: 3) { options { text } } }'), await costOf('{ options { options { text } } }'), await costOf('query ($max: Int) { options(max: $max) { options { text } } }', { max: null })]).toEqual([7, 21, 21]);
});

test('what is below a list costs as often as the list that has to be given says; one that may be left out narrows and says nothing', async () => {
  expect(await costOf('{ some(ids: ["a", "b"]) { text } }')).toBe(3);
  expect([await costOf('{ narrowed { text } }'), await costOf('{ narrowed(states: ["OPEN"]) { text } }')]).toEqual([6, 6]);
  expect([await costOf('{ facets { text } }'), await costOf('{ facets(fields: ["a"]) { text } }')]).toEqual([7, 4]);
});
