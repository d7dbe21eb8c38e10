import { getNamedType, getNullableType, isCompositeType, isListType, Kind, OperationTypeNode, parse, print, valueFromASTUntyped } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, GraphQLCompositeType, OperationDefinitionNode } from 'graphql';
import { catalogError } from '../../schema/errors.js';
import { fragmentsOf, isAskedFor, rootFields, type RootField } from '../../subgraphs/kit/root-fields.js';
import { LRUCache } from 'lru-cache';
import type { Contract, Partition } from './contract.js';
import { listOf } from './expectation.js';
import { groupBy } from './group-by.js';
import { byReference, conditional, rewriteSelection, variablesIn, type Part, type RewriteContext } from './rewrite.js';
import type { PartView } from './versions/part-view.js';

/** Variables of a request, as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>;

/** An operation made ready to be split: everything that does not depend on its variables. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly roots: readonly Root[];
  /** Definitions of the client's variables as GraphQL text, by name. */
  readonly variableDefinitions: ReadonlyMap<string, string>;
  /** Values of the variables that have a default. */
  readonly defaults: Variables;
  /** What nodes of other versions can be asked of its parts, as it was found before; by part and node schema. */
  readonly views: LRUCache<string, PartView[]>;
  /** Texts of node requests made before, by what they ask. */
  readonly requestTexts: LRUCache<string, string>;
}

/** One response key at the top of the operation. */
export type Root = EntitiesRoot | PartitionedRoot | LocalRoot;

interface RootBase {
  readonly key: string;
  readonly field: FieldNode;
  /** The root is asked for where one of these lists of directives holds entirely. */
  readonly conditions: readonly (readonly DirectiveNode[])[];
}

/** `_entities`: split by the authorities in its representations. */
export interface EntitiesRoot extends RootBase {
  readonly kind: 'entities';
  readonly part: Part;
}

/** A field with `@partition`: goes whole to one node. */
export interface PartitionedRoot extends RootBase {
  readonly kind: 'partitioned';
  /** The type that it is a field of. */
  readonly parent: 'Query' | 'Mutation';
  readonly partition: Partition;
  readonly type: GraphQLCompositeType;
  readonly part: Part;
  /** The same, as it is asked by reference when the index has translated another name to an id. */
  readonly byReference: Part;
  /** Client variables that stand in its arguments. */
  readonly argumentVariables: readonly string[];
}

/** `__typename`, `__schema` or `_service`: answered by the contract itself. */
export interface LocalRoot extends RootBase {
  readonly kind: 'local';
}

/** Prepares an operation. @throws GraphQLError where it can't be parsed or named, or is of a kind that no owner takes */
export function prepareOperation(contract: Contract, query: string, operationName?: string | null): PreparedOperation {
  const document = parse(query, { noLocation: true });
  const operation = chooseOperation(document, contract, operationName);
  const fragments = fragmentsOf(document);
  let parts = 0;
  const context: RewriteContext = { contract, fragments, nextPartId: () => parts++ };
  const definitions = operation.variableDefinitions ?? [];
  const found = rootFields(operation.selectionSet.selections, fragments);
  return {
    document,
    operation,
    roots: [...groupBy(found, ({ key }) => key).values()].map((same) => prepareRoot(same, operation.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query', context)),
    variableDefinitions: new Map(definitions.map((definition) => [definition.variable.name.value, print(definition)])),
    defaults: Object.fromEntries(definitions.flatMap(({ variable, defaultValue }) => (defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : []))),
    views: new LRUCache({ max: 500 }),
    requestTexts: new LRUCache({ max: 100 }),
  };
}

function chooseOperation(document: DocumentNode, { mutations }: Contract, operationName?: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  const chosen = operationName ? operations.filter(({ name }) => name?.value === operationName) : operations;
  const [operation] = chosen;
  if (!operation || chosen.length > 1) {
    throw catalogError('BAD_INPUT', `Expected one operation${operationName ? ` named "${operationName}"` : ''} but got ${String(chosen.length)}.`);
  }
  const isTaken = operation.operation === OperationTypeNode.QUERY || (operation.operation === OperationTypeNode.MUTATION && mutations.size > 0);
  if (!isTaken) {
    throw catalogError('BAD_INPUT', `Expected a query but got a ${operation.operation}: records are written at the node that owns them.`);
  }
  return operation;
}

function prepareRoot(same: readonly RootField[], parent: PartitionedRoot['parent'], context: RewriteContext): Root {
  const [{ key, field }] = same as readonly [RootField];
  const base: RootBase = { key, field, conditions: same.map(({ directives }) => directives) };
  const selections = same.flatMap(({ field: { selectionSet }, directives }) => conditional(selectionSet?.selections ?? [], directives));
  const rootType = parent === 'Query' ? context.contract.schema.getQueryType() : context.contract.schema.getMutationType();
  const definition = rootType?.getFields()[field.name.value];
  const type = definition && getNamedType(definition.type);
  if (field.name.value === '_entities' && type && isCompositeType(type)) {
    return { ...base, kind: 'entities', part: rewriteSelection(selections, type, context, false) };
  }
  const hidden = field.arguments?.find(({ name }) => context.contract.hiddenArguments.has(`${field.name.value}.${name.value}`));
  if (hidden) throw catalogError('BAD_INPUT', `${field.name.value}: the argument ${hidden.name.value} is between a node and those who harvest it; ask the node itself.`);
  const partition = context.contract.partitions.get(field.name.value);
  if (!partition && parent === 'Mutation' && field.name.value !== '__typename') throw catalogError('BAD_INPUT', `Expected a query but got the mutation ${field.name.value}: records are written at the node that owns them.`);
  if (!partition || !type || !isCompositeType(type)) return { ...base, kind: 'local' };
  const one = rewriteSelection(selections, type, context, true);
  const part = isListType(definition && getNullableType(definition.type)) ? { ...one, expected: listOf(one.expected) } : one;
  return { ...base, kind: 'partitioned', parent, partition, type, part, byReference: byReference(part, context), argumentVariables: argumentVariables(field) };
}

function argumentVariables({ arguments: given = [] }: FieldNode): readonly string[] {
  return given.flatMap((argument) => [...variablesIn(argument)]);
}

/** Whether the root is asked for, for these variables. */
export const isRootAskedFor = ({ conditions }: Root, variables: Variables): boolean => conditions.some((directives) => isAskedFor({ directives }, variables));
