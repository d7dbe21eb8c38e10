import { momentaryCache } from '../momentary-cache.js';
import type { Ask, EntityAsk } from './ask.js';
import type { Variables } from './prepare.js';

export interface RecentEntitiesOptions {
  /** How long an owner's answer may be given again; 0 turns it off. */
  readonly reuseMillis: number;
  /** Characters of all kept answers, about. @default 32 Mi */
  readonly limitCharacters?: number;
  /** Characters of one answer; a larger one is not kept. @default 16384 */
  readonly answerLimitCharacters?: number;
}

/**
 * What owners answered a moment ago, by record and selection. Under load the same owners and standards are asked for by
 * almost every query; this asks their nodes a few times a second instead. Only whole answers without an error are kept,
 * and only those that the public was given.
 */
export interface RecentEntities {
  /** A copy of the answer to an ask, if there is one. */
  find(ask: Ask, variables: Variables): unknown;
  /** Keeps a copy of an answer. */
  keep(ask: EntityAsk, variables: Variables, value: object): void;
}

export function recentEntities({ reuseMillis, limitCharacters = 32 * 1024 * 1024, answerLimitCharacters = 16_384 }: RecentEntitiesOptions): RecentEntities {
  if (reuseMillis === 0) return { find: () => undefined, keep: () => undefined };
  const kept = momentaryCache<object>({ maxSize: limitCharacters, reuseMillis });
  return {
    find(ask, variables) {
      const value = ask.kind === 'entity' ? kept.get(keyOf(ask, variables)) : undefined;
      return value && copyJson(value, { left: Infinity });
    },
    keep(ask, variables, value) {
      const budget = { left: answerLimitCharacters };
      const copy = copyJson(value, budget);
      if (budget.left < 0) return;
      const key = keyOf(ask, variables);
      kept.set(key, copy as object, key.length + answerLimitCharacters - budget.left);
    },
  };
}

/** A record, what is asked of it, and the variables that the question uses. */
function keyOf({ id, part }: EntityAsk, variables: Variables): string {
  const used = part.variables.size === 0 ? '' : JSON.stringify([...part.variables].map((name) => variables[name]));
  return `${id} ${part.digest}${used}`;
}

/** What a value costs beside its characters. */
const VALUE_COST = 16;

/** Answers are written into while they are put together, so each use has a copy of its own. Stops where the budget is spent. */
function copyJson(value: unknown, budget: { left: number }): unknown {
  budget.left -= VALUE_COST + (typeof value === 'string' ? value.length : 0);
  if (typeof value !== 'object' || value === null || budget.left < 0) return value;
  if (Array.isArray(value)) return value.map((element) => copyJson(element, budget));
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) copy[key] = copyJson(member, budget);
  return copy;
}
