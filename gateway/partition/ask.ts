import type { WireError } from '../../subgraphs/kit/transport/transport.js';
import type { PartitionedRoot } from './prepare.js';
import type { Part } from './rewrite.js';

/**
 * A place in the client's answer, as a chain of keys. A record that is asked once and stands in several places has
 * several parents; paths are written out only for errors.
 */
export interface Place {
  readonly parents: readonly Place[];
  readonly key: string | number;
}

export type Path = readonly (string | number)[];

/** All paths that lead to a place. */
export function pathsOf({ parents, key }: Place): readonly Path[] {
  return parents.length === 0 ? [[key]] : parents.flatMap((parent) => pathsOf(parent).map((path) => [...path, key]));
}

/** Where a value goes: a property of an object or an element of an array. */
export interface Slot {
  readonly container: Record<string | number, unknown>;
  readonly key: string | number;
  readonly place: Place;
}

/** A federation representation: the type's name and the key. The contract's entities need no more to be found. */
export interface Representation {
  readonly __typename: string;
  readonly id: string;
}

/** A record asked of its owner: once, for every place where it stands with the same selection. */
export interface EntityAsk {
  readonly kind: 'entity';
  readonly authority: string;
  readonly id: string;
  readonly representation: Representation;
  readonly part: Part;
  readonly slots: Slot[];
}

/** A root field asked of the node it belongs to. */
export interface FieldAsk {
  readonly kind: 'field';
  readonly authority: string;
  /** The id that the record answered must have; null where the field is asked by an authority's code. */
  readonly id: string | null;
  readonly root: PartitionedRoot;
  readonly part: Part;
  readonly slots: readonly [Slot];
}

export type Ask = EntityAsk | FieldAsk;

/** The client's answer while it is put together. */
export interface Outcome {
  readonly data: Record<string, unknown>;
  readonly errors: WireError[];
}

/** Puts null in every place of an ask and an error on each. */
export function fail(outcome: Outcome, slots: readonly Slot[], error: Omit<WireError, 'path'>): void {
  for (const { container, key, place } of slots) {
    container[key] = null;
    for (const path of pathsOf(place)) outcome.errors.push({ ...error, path });
  }
}
