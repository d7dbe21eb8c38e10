import { Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import { fragmentsOf, isAskedFor, rootFields, type RootField } from '../../subgraphs/kit/root-fields.js';

const rootsOfQuery = new LRUCache<string, readonly RootField[]>({ maxSize: 8 * 1024 * 1024, sizeCalculation: (_, query) => query.length + 1 });

/** The fields at the top of a query; remembered by its text. */
export function rootsOf(query: string): readonly RootField[] {
  const known = rootsOfQuery.get(query);
  if (known) return known;
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const roots = rootFields(operation?.selectionSet.selections ?? [], fragmentsOf(document));
  rootsOfQuery.set(query, roots);
  return roots;
}

/**
 * The answer of a service that gave none: null in every place that was asked, each with the error at its own path,
 * `_entities` with as many nulls as representations.
 */
export function failedAnswer(query: string, variables: Readonly<Record<string, unknown>>, error: Omit<WireError, 'path'>): TransportAnswer {
  const data = Object.create(null) as Record<string, unknown>;
  const errors: WireError[] = [];
  for (const { key, field, directives } of rootsOf(query)) {
    if (key in data || !isAskedFor({ directives }, variables)) continue;
    const representations = field.name.value === '_entities' ? (variables['representations'] as readonly unknown[]) : null;
    data[key] = representations ? representations.map(() => null) : null;
    errors.push(...(representations ? representations.map((_, index) => ({ ...error, path: [key, index] })) : [{ ...error, path: [key] }]));
  }
  return { data, errors };
}
