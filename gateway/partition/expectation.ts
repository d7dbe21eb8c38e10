import { getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isListType, isNonNullType, isUnionType, Kind } from 'graphql';
import type { GraphQLCompositeType, GraphQLOutputType, GraphQLSchema, SelectionSetNode } from 'graphql';

/** What a value must look like to be the answer to a selection. */
export interface Expectation {
  readonly nonNull: boolean;
  /** A list of values, each of which must fit. */
  readonly list: Expectation | null;
  /** Fields of an object, by response key; null: a scalar or enum. */
  readonly fields: ReadonlyMap<string, ExpectedField> | null;
  /** The object's type where there is only one. */
  readonly typename: string | null;
  /** Values of an enum; null: no enum. */
  readonly words: ReadonlySet<string> | null;
}

export interface ExpectedField extends Expectation {
  /** The field's name. */
  readonly name: string;
  /** Concrete types on which it is there for all variables. */
  readonly alwaysOn: ReadonlySet<string>;
}

/** What the answer to a selection on `type` must look like. The selection has no fragment spreads. */
export function expectationOf(selectionSet: SelectionSetNode, type: GraphQLCompositeType, schema: GraphQLSchema): Expectation {
  const fields = new Map<string, ExpectedField>();
  gather(selectionSet, type, concreteTypes(type, schema), fields, schema);
  return { nonNull: false, list: null, fields, typename: isAbstractType(type) ? null : type.name, words: null };
}

/** The same of a list, none of whose elements is null. */
export const listOf = (expected: Expectation): Expectation => ({ ...SCALAR, list: { ...expected, nonNull: true } });

function gather({ selections }: SelectionSetNode, type: GraphQLCompositeType, on: ReadonlySet<string>, fields: Map<string, ExpectedField>, schema: GraphQLSchema): void {
  for (const selection of selections) {
    const certainOn = (selection.directives ?? []).length === 0 ? on : NOWHERE;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const output = selection.name.value === '__typename' || isUnionType(type) ? undefined : type.getFields()[selection.name.value]?.type;
      const found = output ? expectType(output, selection.selectionSet, schema) : SCALAR;
      fields.set(key, join(fields.get(key), { ...found, name: selection.name.value, alwaysOn: certainOn }));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition ? (schema.getType(selection.typeCondition.name.value) as GraphQLCompositeType) : type;
      const inside = concreteTypes(condition, schema);
      gather(selection.selectionSet, condition, new Set([...certainOn].filter((name) => inside.has(name))), fields, schema);
    }
  }
}

const NOWHERE: ReadonlySet<string> = new Set();
const SCALAR: Expectation = { nonNull: false, list: null, fields: null, typename: null, words: null };

const concreteTypes = (type: GraphQLCompositeType, schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]);

function expectType(type: GraphQLOutputType, selectionSet: SelectionSetNode | undefined, schema: GraphQLSchema): Expectation {
  const nonNull = isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) return { ...SCALAR, nonNull, list: expectType(nullable.ofType, selectionSet, schema) };
  const named = getNamedType(nullable);
  if (selectionSet && isCompositeType(named)) return { ...expectationOf(selectionSet, named, schema), nonNull };
  return { ...SCALAR, nonNull, words: isEnumType(named) ? new Set(named.getValues().map(({ name }) => name)) : null };
}

/** A field that is selected twice, as GraphQL merges it. */
function join(one: ExpectedField | undefined, other: ExpectedField): ExpectedField {
  if (!one) return other;
  return { ...joinShape(one, other), name: other.name, alwaysOn: new Set([...one.alwaysOn, ...other.alwaysOn]) };
}

function joinShape(one: Expectation, other: Expectation): Expectation {
  return { ...other, list: one.list && other.list ? joinShape(one.list, other.list) : other.list, fields: joinFields(one.fields, other.fields) };
}

function joinFields(one: Expectation['fields'], other: Expectation['fields']): Expectation['fields'] {
  if (!one || !other) return other;
  const fields = new Map(one);
  for (const [key, field] of other) fields.set(key, join(fields.get(key), field));
  return fields;
}

/**
 * Where a value does not fit, as a path in words; null where it fits.
 *
 * @param typename reads the type of an object whose type is not given by the selection
 */
export function misfit(value: unknown, expected: Expectation, typename: (value: object) => unknown, at = 'the record'): string | null {
  if (value === null || value === undefined) return expected.nonNull ? at : null;
  if (expected.list) return misfitInList(value, expected.list, typename, at);
  if (!expected.fields) return typeof value === 'object' || (expected.words && !expected.words.has(value as string)) ? at : null;
  if (typeof value !== 'object' || Array.isArray(value)) return at;
  const type = expected.typename ?? typename(value);
  for (const [key, field] of expected.fields) {
    const present = Object.hasOwn(value, key);
    if (!present && field.alwaysOn.has(String(type))) return `${at}.${key}`;
    const found = present ? misfit((value as Record<string, unknown>)[key], field, typename, `${at}.${key}`) : null;
    if (found !== null) return found;
  }
  return null;
}

function misfitInList(value: unknown, item: Expectation, typename: (value: object) => unknown, at: string): string | null {
  if (!Array.isArray(value)) return at;
  for (const [index, one] of value.entries()) {
    const found = misfit(one, item, typename, `${at}[${String(index)}]`);
    if (found !== null) return found;
  }
  return null;
}
