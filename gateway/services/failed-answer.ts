import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, parse, type SelectionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';

const keysOfQuery = new LRUCache<string, readonly SelectionNode[]>({ max: 500 });

function topSelections(query: string): readonly SelectionNode[] {
  const known = keysOfQuery.get(query);
  if (known) return known;
  const operation = parse(query, { noLocation: true }).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  keysOfQuery.set(query, selections);
  return selections;
}

/**
 * The answer of a service that gave none: null in every place that was asked, each with the error at its own path,
 * `_entities` with as many nulls as representations.
 */
export function failedAnswer(query: string, variables: Readonly<Record<string, unknown>>, error: Omit<WireError, 'path'>): TransportAnswer {
  const data: Record<string, unknown> = {};
  const errors: WireError[] = [];
  for (const selection of topSelections(query)) {
    if (selection.kind !== Kind.FIELD || !isAskedFor(selection, variables)) continue;
    const key = selection.alias?.value ?? selection.name.value;
    const representations = selection.name.value === '_entities' ? (variables['representations'] as readonly unknown[]) : null;
    data[key] = representations ? representations.map(() => null) : null;
    errors.push(...(representations ? representations.map((_, index) => ({ ...error, path: [key, index] })) : [{ ...error, path: [key] }]));
  }
  return { data, errors };
}

const isAskedFor = (node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
