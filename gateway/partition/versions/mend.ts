import { UNKNOWN_WORD } from '../../../schema/contract/unknown-word.js';
import type { Variables } from '../prepare.js';
import type { Path } from '../ask.js';
import { misfit, type ExpectedField, type Expectation } from '../expectation.js';
import { isAskedFor } from '../../../subgraphs/kit/root-fields.js';
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
export function mend(value: unknown, options: MendOptions): Mended {
  const { expected, gaps, typename } = options;
  const filled = gaps ? mendBy(new GapFiller(options), value, options) : { value, lacks: [] };
  // Words are looked at only where something does not fit: few records have any that are not known.
  if (filled.value === null || misfit(filled.value, expected, typename) === null) return filled;
  const read = mendBy(new WordReader(options), filled.value, options);
  return { value: read.value, lacks: [...filled.lacks, ...read.lacks] };
}

function mendBy(mender: Mender, value: unknown, { expected, gaps }: MendOptions): Mended {
  const mended = mender.value(value, expected, { levels: gaps ? [gaps] : [], path: [], field: '' });
  return { value: mended === RAISED ? null : mended, lacks: mender.lacks };
}

/** A place in the answer, and what was left out there and below. */
interface At {
  readonly levels: readonly Gaps[];
  readonly path: Path;
  /** `Type.field` whose value it is. */
  readonly field: string;
}

/** Walks an answer, and carries a null that can't stand up to where it can. */
abstract class Mender {
  readonly lacks: Lack[] = [];
  readonly #typename: MendOptions['typename'];

  constructor({ typename }: MendOptions) {
    this.#typename = typename;
  }

  value(value: unknown, expected: Expectation, at: At): unknown {
    if (value === null || value === undefined) return value;
    if (expected.list) return this.#list(value, expected.list, at);
    if (expected.fields) return typeof value === 'object' ? this.#object(value as Fields, expected, at) : value;
    return this.word(value, expected, at);
  }

  /** What stands in place of a scalar or enum. */
  protected abstract word(value: unknown, expected: Expectation, at: At): unknown;
  /** Keys of an object that need a look. */
  protected abstract keys(expected: NonNullable<Expectation['fields']>, levels: readonly Gaps[]): Iterable<string>;
  /** What stands in a field; undefined where nothing does. */
  protected abstract field(object: Fields, key: string, expected: ExpectedField, type: string, at: At): unknown;

  #list(list: unknown, item: Expectation, at: At): unknown {
    if (!Array.isArray(list)) return list;
    const mended = list.map((element: unknown, index) => this.value(element, item, { ...at, path: [...at.path, index] }));
    if (item.nonNull && mended.includes(RAISED)) return RAISED;
    return mended.map((element) => (element === RAISED ? null : element));
  }

  #object(object: Fields, expected: Expectation, at: At): unknown {
    const { fields } = expected;
    const type = String(expected.typename ?? this.#typename(object));
    let raised = false;
    for (const key of fields ? this.keys(fields, at.levels) : []) {
      const field = fields?.get(key);
      const mended = field && this.field(object, key, field, type, at);
      if (mended === RAISED && field?.nonNull) raised = true;
      else if (mended !== undefined) put(object, key, mended === RAISED ? null : mended);
    }
    Reflect.deleteProperty(object, FILLER_KEY);
    return raised ? RAISED : object;
  }
}

/** Puts null where something was left out. Looks at nothing else. */
class GapFiller extends Mender {
  readonly #variables: Variables;

  constructor(options: MendOptions) {
    super(options);
    this.#variables = options.variables;
  }

  protected word(value: unknown): unknown {
    return value;
  }

  protected keys(_: unknown, levels: readonly Gaps[]): Iterable<string> {
    return new Set(levels.flatMap(({ missing, inside }) => [...missing.map(({ key }) => key), ...inside.keys()]));
  }

  protected field(object: Fields, key: string, expected: ExpectedField, type: string, { levels, path }: At): unknown {
    const inner = [...path, key];
    if (Object.hasOwn(object, key)) {
      const below = levels.flatMap(({ inside }) => (inside.get(key) ?? []).filter(({ onTypes }) => onTypes.has(type)).map(({ gaps }) => gaps));
      return below.length === 0 ? undefined : this.value(object[key], expected, { levels: below, path: inner, field: `${type}.${expected.name}` });
    }
    const gap = levels.flatMap(({ missing }) => missing).find((one) => one.key === key && one.onTypes.has(type) && isAskedFor(one, this.#variables));
    if (!gap) return undefined;
    this.lacks.push({ kind: 'field', path: inner, field: `${type}.${gap.field}` });
    return RAISED;
  }
}

/** Puts null, or the word for the unknown, where a word is not known. */
class WordReader extends Mender {
  protected word(value: unknown, { words, nonNull }: Expectation, { path, field }: At): unknown {
    if (!words || typeof value !== 'string' || words.has(value)) return value;
    if (nonNull && words.has(UNKNOWN_WORD)) return UNKNOWN_WORD;
    this.lacks.push({ kind: 'word', path, field, word: value });
    return nonNull ? RAISED : null;
  }

  protected keys(expected: NonNullable<Expectation['fields']>): Iterable<string> {
    return expected.keys();
  }

  protected field(object: Fields, key: string, expected: ExpectedField, type: string, { path }: At): unknown {
    if (!Object.hasOwn(object, key)) return undefined;
    return this.value(object[key], expected, { levels: [], path: [...path, key], field: `${type}.${expected.name}` });
  }
}

/** Sets a property whatever its name is: an assignment to `__proto__` would set something else. */
function put(object: Fields, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
