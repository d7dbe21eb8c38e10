import { buildASTSchema, DangerousChangeType, findBreakingChanges, findDangerousChanges, getNullableType, isEnumType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind, parse, print } from 'graphql';
import type { DocumentNode, GraphQLEnumType, GraphQLFieldMap, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { UNKNOWN_WORD } from './unknown-word.js';

/** Kinds are taught to gateway and index before a node may publish one: of an id whose kind they don't know they ask nobody. */
const TAUGHT_FIRST: ReadonlySet<string> = new Set(['RecordKind']);

/**
 * What of a contract would break those who keep to the one before, as sentences: nodes that are not upgraded yet, and
 * clients. Beside GraphQL's own rules (`findBreakingChanges`) stand those that let one gateway serve many versions.
 */
export function breakingChanges(before: string, after: string): readonly string[] {
  const [oldDocument, newDocument] = [parse(before), parse(after)];
  const [oldSchema, newSchema] = [oldDocument, newDocument].map((document) => buildASTSchema(document, { assumeValidSDL: true })) as [GraphQLSchema, GraphQLSchema];
  return [
    ...findBreakingChanges(oldSchema, newSchema).map(({ description }) => description),
    ...findDangerousChanges(oldSchema, newSchema).filter(({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE).map(({ description }) => `${description} A node of the older contract goes on with its own.`),
    ...fieldChanges(oldSchema, newSchema),
    ...newWords(oldSchema, newSchema),
    ...routeChanges(oldDocument, newDocument),
  ];
}

interface FieldPair {
  readonly name: string;
  /** Undefined: it is new. */
  readonly before: GraphQLOutputType | undefined;
  readonly after: GraphQLOutputType;
}

/** The fields of every type that both contracts have. */
function fieldPairs(oldSchema: GraphQLSchema, newSchema: GraphQLSchema): readonly FieldPair[] {
  return Object.values(newSchema.getTypeMap()).flatMap((type) => {
    const before = fieldsOf(oldSchema, type.name);
    const after = fieldsOf(newSchema, type.name);
    return before && after ? Object.values(after).map((field) => ({ name: `${type.name}.${field.name}`, before: before[field.name]?.type, after: field.type })) : [];
  });
}

function fieldsOf(schema: GraphQLSchema, name: string): GraphQLFieldMap<unknown, unknown> | null {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : null;
}

/** A new field can be null, for an older node has none; and a field that can be null stays so, for an older node still says null. */
function fieldChanges(oldSchema: GraphQLSchema, newSchema: GraphQLSchema): readonly string[] {
  return fieldPairs(oldSchema, newSchema).flatMap(({ name, before, after }) => {
    if (!before) return isNonNullType(after) ? [`${name} is new and of the type ${String(after)}: a node without it would cost the whole record. Expected a type that can be null.`] : [];
    const isNarrower = String(before) !== String(after) && String(before).replaceAll('!', '') === String(after).replaceAll('!', '') && String(after).length > String(before).length;
    return isNarrower ? [`${name} changed type from ${String(before)} to ${String(after)}: a node of the older contract may still answer null.`] : [];
  });
}

/** A word that a reader does not know costs its place; where null can't stand, the enum must have a word for it. */
function newWords(oldSchema: GraphQLSchema, newSchema: GraphQLSchema): readonly string[] {
  const strict = new Set(fieldPairs(oldSchema, newSchema).flatMap(({ before }) => (before && strictEnum(before)?.name) ?? []));
  return Object.values(newSchema.getTypeMap()).filter(isEnumType).flatMap((type) => {
    const before = oldSchema.getType(type.name);
    if (!isEnumType(before) || !strict.has(type.name) || TAUGHT_FIRST.has(type.name) || before.getValue(UNKNOWN_WORD)) return [];
    return type.getValues().filter(({ name }) => !before.getValue(name)).map(({ name }) => `${type.name}.${name} is new, and ${type.name} stands where null can't and has no word ${UNKNOWN_WORD}: a reader of the older contract would lose the record.`);
  });
}

/** The enum of a field where no null can stand in its place. */
function strictEnum(type: GraphQLOutputType): GraphQLEnumType | null {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return strictEnum(nullable.ofType as GraphQLOutputType);
  return isNonNullType(type) && isEnumType(nullable) ? nullable : null;
}

/** Where a field is asked and what names an entity: an older gateway goes on as it did. */
function routeChanges(before: DocumentNode, after: DocumentNode): readonly string[] {
  const routes = routesIn(after);
  return [...routesIn(before)].filter(([name, route]) => routes.has(name) && routes.get(name) !== route).map(([name, route]) => `${name} changed from ${route || 'no directive'} to ${routes.get(name) || 'no directive'}.`);
}

/** `@partition` of each root field and `@key` of each type, as text. */
function routesIn({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const types = definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  const textOf = (directives: (typeof types)[number]['directives'] = [], wanted: string): string => directives.filter(({ name }) => name.value === wanted).map(print).join(' ');
  return new Map([
    ...types.map((type): [string, string] => [type.name.value, textOf(type.directives, 'key')]),
    ...types.filter(({ name }) => name.value === 'Query').flatMap(({ fields = [] }) => fields.map((field): [string, string] => [`Query.${field.name.value}`, textOf(field.directives, 'partition')])),
  ]);
}
