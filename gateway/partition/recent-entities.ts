import { LRUCache } from 'lru-cache';
import type { Ask, EntityAsk } from './ask.js';
import type { Variables } from './prepare.js';

export interface RecentEntitiesOptions {
  /** How long an owner's answer may be given again; 0 turns it off. */
  readonly reuseMillis: number;
  /** Answers that are kept at most. @default 20000 */
  readonly limit?: number;
}

/**
 * What owners answered a moment ago, by record and selection. Under load the same owners and standards are asked for by
 * almost every query; this asks their nodes a few times a second instead. Only whole answers without an error are kept.
 */
export interface RecentEntities {
  /** A copy of the answer to an ask, if there is one. */
  find(ask: Ask, variables: Variables): unknown;
  /** Keeps a copy of an answer. */
  keep(ask: EntityAsk, variables: Variables, value: object): void;
}

export function recentEntities({ reuseMillis, limit = 20_000 }: RecentEntitiesOptions): RecentEntities {
  if (reuseMillis === 0) return { find: () => undefined, keep: () => undefined };
  const kept = new LRUCache<string, object>({ max: limit, ttl: reuseMillis });
  return {
    find(ask, variables) {
      const key = ask.kind === 'entity' ? keyOf(ask, variables) : null;
      const value = key === null ? undefined : kept.get(key);
      return value && copyJson(value);
    },
    keep(ask, variables, value) {
      const key = keyOf(ask, variables);
      if (key !== null) kept.set(key, copyJson(value) as object);
    },
  };
}

/** A record, what is asked of it, and the variables that the question uses; null where more than the key was given. */
function keyOf({ representation, part }: EntityAsk, variables: Variables): string | null {
  if (Object.keys(representation).length !== 2) return null;
  const used = part.variables.size === 0 ? '' : JSON.stringify([...part.variables].map((name) => variables[name]));
  return `${representation.id} ${part.text} ${used}`;
}

/** Answers are written into while they are put together, so each use has a copy of its own. */
function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson);
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) copy[key] = copyJson(member);
  return copy;
}
