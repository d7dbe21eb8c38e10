import { Kind, parse, type SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { catalogError, ERROR_CODES } from '../../schema/errors.js';
import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import { fragmentsOf, isAskedFor, type Fragments } from '../../subgraphs/kit/root-fields.js';
import { rootsOf } from './failed-answer.js';

/** What is no answer to the query at all; the message says why. */
export class MisformedAnswer extends Error {
  override readonly name = 'MisformedAnswer';
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * A subgraph's answer as far as it is one. The gateway merges what comes for `_entities` into the records of others, in
 * order and without looking: so a list of another length is none, and of a record only what was asked for is taken.
 *
 * @throws MisformedAnswer
 */
export function checkedAnswer(name: string, query: string, variables: Variables, { data, errors = [] }: TransportAnswer): TransportAnswer {
  if (!data) throw new MisformedAnswer('refused the request');
  const own = Object.create(null) as Record<string, unknown>;
  for (const root of rootsOf(query)) {
    if (!isAskedFor(root, variables)) continue;
    const value = data[root.key] ?? null;
    own[root.key] = root.field.name.value === '_entities' ? checkedEntities(value, variables['representations'] as readonly unknown[], entityKeys(query)) : value;
  }
  return { data: own, ...(errors.length > 0 ? { errors: errors.map((error) => cleanError(name, error)) } : {}) };
}

function checkedEntities(list: unknown, asked: readonly unknown[], keys: ReadonlySet<string>): readonly unknown[] {
  if (!Array.isArray(list) || list.length !== asked.length) throw new MisformedAnswer(`answered ${Array.isArray(list) ? String(list.length) : 'none'} of ${String(asked.length)} records`);
  return list.map((entity: unknown) => (typeof entity === 'object' && entity !== null && !Array.isArray(entity) ? onlyKeys(entity, keys) : null));
}

function onlyKeys(entity: object, keys: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(entity).filter(([key]) => keys.has(key)));
}

const knownKeys = new LRUCache<string, ReadonlySet<string>>({ maxSize: 8 * 1024 * 1024, sizeCalculation: (_, query) => query.length + 1 });

/** Response keys of the fields that a query asks of its entities. */
function entityKeys(query: string): ReadonlySet<string> {
  const known = knownKeys.get(query);
  if (known) return known;
  const fragments = fragmentsOf(parse(query, { noLocation: true }));
  const keys = new Set(rootsOf(query).filter(({ field }) => field.name.value === '_entities').flatMap(({ field }) => keysIn(field.selectionSet, fragments)));
  knownKeys.set(query, keys);
  return keys;
}

function keysIn(selectionSet: SelectionSetNode | undefined, fragments: Fragments): readonly string[] {
  return (selectionSet?.selections ?? []).flatMap((selection): readonly string[] => {
    if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
    return keysIn(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet, fragments);
  });
}

/** An error with a code of ours passes; of any other a client learns only whose it is. */
function cleanError(subgraph: string, { message, path, extensions }: WireError): WireError {
  const place = path ? { path } : {};
  const code = extensions?.['code'];
  if (typeof code === 'string' && Object.hasOwn(ERROR_CODES, code)) return { message: message.slice(0, 1_000), extensions: { code, subgraph }, ...place };
  const failed = catalogError('SUBGRAPH_UNAVAILABLE', `The subgraph "${subgraph}" failed.`, { subgraph, retryable: false });
  return { message: failed.message, extensions: failed.extensions, ...place };
}
