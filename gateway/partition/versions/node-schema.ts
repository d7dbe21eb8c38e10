import { createHash } from 'node:crypto';
import { buildASTSchema, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isRequiredArgument, parse } from 'graphql';
import type { DefinitionNode, GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql';

/** What a node can be asked. Nodes that serve the same share one. */
export interface NodeSchema {
  /** Tells it from others. */
  readonly id: string;
  readonly schema: GraphQLSchema;
  /** Version of the contract that it serves, for messages. */
  readonly contractVersion: string;
  /** Whether it has all that the router's own contract has: then nothing is ever left out for it. */
  readonly complete: boolean;
  /** Enums and input types of the contract of which it knows less. */
  readonly narrower: ReadonlySet<string>;
}

/** Longer ones are of no catalog node; reading them would cost everybody. */
const TOKEN_LIMIT = 50_000;

/** Reads what a subgraph serves, leniently: directives are not judged, and types may be spread over extensions. @throws GraphQLError where it is no schema */
export function readPlainSchema(sdl: string): GraphQLSchema {
  const document = parse(sdl, { noLocation: true, maxTokens: TOKEN_LIMIT });
  return buildASTSchema({ ...document, definitions: withDefinitions(document.definitions) }, { assumeValid: true, assumeValidSDL: true });
}

/** A type that is only ever extended counts as defined by its first extension, as federation has it. */
function withDefinitions(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const nameOf = (node: DefinitionNode): string => ('name' in node ? (node.name?.value ?? '') : '');
  const defined = new Set(definitions.filter(({ kind }) => kind.endsWith('TypeDefinition')).map(nameOf));
  return definitions.map((node) => {
    if (!node.kind.endsWith('TypeExtension') || defined.has(nameOf(node))) return node;
    defined.add(nameOf(node));
    return { ...node, kind: node.kind.replace('Extension', 'Definition') } as DefinitionNode;
  });
}

/** A short digest of what a node says it serves. */
export const schemaId = (sdl: string): string => createHash('sha256').update(sdl).digest('base64url').slice(0, 16);

/** A node's schema beside the contract. @param id tells it from others */
export function nodeSchema(id: string, schema: GraphQLSchema, contract: GraphQLSchema, contractVersion: string): NodeSchema {
  const narrower = narrowerTypes(schema, contract);
  return { id, schema, contractVersion, narrower, complete: narrower.size === 0 && serves(schema, contract) };
}

/** Whether all fields of a contract may be asked of a node, with all their arguments. */
export function serves(node: GraphQLSchema, contract: GraphQLSchema): boolean {
  return Object.values(contract.getTypeMap()).every((ours) => {
    if (ours.name.startsWith('__') || (!isObjectType(ours) && !isInterfaceType(ours))) return true;
    const theirs = node.getType(ours.name);
    return (isObjectType(theirs) || isInterfaceType(theirs)) && Object.values(ours.getFields()).every((field) => servesField(theirs.getFields()[field.name], field));
  });
}

function servesField(theirs: GraphQLField<unknown, unknown> | undefined, ours: GraphQLField<unknown, unknown>): boolean {
  if (!theirs || !givesSame(theirs, ours)) return false;
  const takes = (name: string): boolean => theirs.args.some((argument) => argument.name === name);
  return ours.args.every(({ name }) => takes(name)) && theirs.args.every((argument) => !isRequiredArgument(argument) || ours.args.some(({ name }) => name === argument.name));
}

/** Whether two fields give values of the same type, as far as a selection can tell. */
export const givesSame = (one: GraphQLField<unknown, unknown>, other: GraphQLField<unknown, unknown>): boolean => getNamedType(one.type).name === getNamedType(other.type).name;

/** Input types of a contract that a node lacks, has fewer words or fields of, or that have a field of such a type. */
function narrowerTypes(node: GraphQLSchema, contract: GraphQLSchema): ReadonlySet<string> {
  const inputs = inputTypes(contract);
  const narrower = new Set(inputs.filter((type) => knowsLess(node.getType(type.name), type)).map(({ name }) => name));
  for (let before = -1; before !== narrower.size; ) {
    before = narrower.size;
    for (const type of inputs) if (isInputObjectType(type) && Object.values(type.getFields()).some((field) => narrower.has(getNamedType(field.type).name))) narrower.add(type.name);
  }
  return narrower;
}

function inputTypes(contract: GraphQLSchema): readonly GraphQLNamedType[] {
  const taken = Object.values(contract.getTypeMap()).flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).flatMap(({ args }) => args.map((argument) => getNamedType(argument.type))) : []));
  return Object.values(contract.getTypeMap()).filter((type) => isInputObjectType(type) || (isEnumType(type) && taken.includes(type)));
}

function knowsLess(theirs: GraphQLNamedType | undefined, ours: GraphQLNamedType): boolean {
  if (isEnumType(ours)) return !isEnumType(theirs) || ours.getValues().some(({ name }) => !theirs.getValue(name));
  if (isInputObjectType(ours)) return !isInputObjectType(theirs) || Object.keys(ours.getFields()).some((name) => !(name in theirs.getFields()));
  return theirs === undefined;
}
