import { UNKNOWN_WORD } from '../../../schema/contract/unknown-word.js';
import type { Variables } from '../prepare.js';
import type { Path } from '../ask.js';
import type { Expectation } from '../expectation.js';
import { isAskedFor } from '../../root-fields.js';
import { FILLER_KEY, type Gaps } from './gaps.js';

/** What a node of another version could not say, at its place in the record. */
export type Lack = { readonly path: Path; readonly field: string } & ({ readonly kind: 'field' } | { readonly kind: 'word'; readonly word: string });

export interface MendOptions {
  readonly expected: Expectation;
  readonly gaps: Gaps | null;
  readonly variables: Variables;
  /** The type of an object whose type is not given by the selection. */
  readonly typename: (value: object) => unknown;
}

/** A value that may go to the client, and what is not in it. */
export interface Mended {
  readonly value: unknown;
  readonly lacks: readonly Lack[];
}

type Fields = Record<string, unknown>;

/** Null can't stand here: the nearest place around it where it can is null. */
const RAISED = Symbol('raised');

/**
 * Makes the answer of a node of another version fit the contract: null where the node lacks a field, and where it used a
 * word that the contract does not know. An enum that stands where null can't may have a word for the unknown instead.
 * Writes into `value`.
 */
export function mend(value: unknown, { expected, gaps, variables, typename }: MendOptions): Mended {
  const lacks: Lack[] = [];

  function mendValue(one: unknown, at: Expectation, inner: readonly Gaps[], path: Path, field: string): unknown {
    if (one === null || one === undefined) return one;
    if (at.list) return mendList(one, at.list, inner, path, field);
    if (at.fields) return typeof one === 'object' ? mendObject(one as Fields, at, at.fields, inner, path) : one;
    return at.words && typeof one === 'string' && !at.words.has(one) ? mendWord(one, at, path, field) : one;
  }

  function mendList(list: unknown, item: Expectation, inner: readonly Gaps[], path: Path, field: string): unknown {
    if (!Array.isArray(list)) return list;
    const mended = list.map((element: unknown, index) => mendValue(element, item, inner, [...path, index], field));
    if (item.nonNull && mended.includes(RAISED)) return RAISED;
    return mended.map((element) => (element === RAISED ? null : element));
  }

  function mendWord(word: string, { words, nonNull }: Expectation, path: Path, field: string): unknown {
    if (nonNull && words?.has(UNKNOWN_WORD)) return UNKNOWN_WORD;
    lacks.push({ kind: 'word', path, field, word });
    return nonNull ? RAISED : null;
  }

  function mendObject(object: Fields, { typename: known }: Expectation, fields: NonNullable<Expectation['fields']>, levels: readonly Gaps[], path: Path): unknown {
    const type = String(known ?? typename(object));
    let raised = false;
    for (const [key, expectedField] of fields) {
      const at = [...path, key];
      const missing = Object.hasOwn(object, key) ? undefined : missingAt(levels, key, type);
      if (!missing && !Object.hasOwn(object, key)) continue;
      if (missing) lacks.push({ kind: 'field', path: at, field: `${type}.${missing.field}` });
      const inner = levels.flatMap(({ inside }) => (inside.get(key) ?? []).filter(({ onTypes }) => onTypes.has(type)).map(({ gaps: one }) => one));
      const mended = missing ? RAISED : mendValue(object[key], expectedField, inner, at, `${type}.${expectedField.name}`);
      if (mended === RAISED && expectedField.nonNull) raised = true;
      else put(object, key, mended === RAISED ? null : mended);
    }
    Reflect.deleteProperty(object, FILLER_KEY);
    return raised ? RAISED : object;
  }

  const missingAt = (levels: readonly Gaps[], key: string, type: string) =>
    levels.flatMap(({ missing }) => missing).find((gap) => gap.key === key && gap.onTypes.has(type) && isAskedFor(gap, variables));

  const mended = mendValue(value, expected, gaps ? [gaps] : [], [], '');
  return { value: mended === RAISED ? null : mended, lacks };
}

/** Sets a property whatever its name is: an assignment to `__proto__` would set something else. */
function put(object: Fields, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
