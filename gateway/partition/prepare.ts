import { getNamedType, GraphQLIncludeDirective, GraphQLSkipDirective, isCompositeType, Kind, OperationTypeNode, parse, print, getDirectiveValues, valueFromASTUntyped } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, OperationDefinitionNode, SelectionNode } from 'graphql';
import { catalogError } from '../../schema/errors.js';
import type { Contract, Partition } from './contract.js';
import { groupBy } from './group-by.js';
import { conditional, rewriteSelection, variablesIn, type Part, type RewriteContext } from './rewrite.js';

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
  /** Texts of node requests made before, by what they ask. */
  readonly requestTexts: Map<string, string>;
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
  readonly partition: Partition;
  readonly type: GraphQLCompositeType;
  readonly part: Part;
  /** Client variables that stand in its arguments. */
  readonly argumentVariables: readonly string[];
}

/** `__typename`, `__schema` or `_service`: answered by the contract itself. */
export interface LocalRoot extends RootBase {
  readonly kind: 'local';
}

/** Prepares an operation. @throws GraphQLError where it can't be parsed, named or is no query */
export function prepareOperation(contract: Contract, query: string, operationName?: string | null): PreparedOperation {
  const document = parse(query, { noLocation: true });
  const operation = chooseOperation(document, operationName);
  const fragments = new Map(document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));
  let parts = 0;
  const context: RewriteContext = { contract, fragments, nextPartId: () => parts++ };
  const definitions = operation.variableDefinitions ?? [];
  const found = rootFields(operation.selectionSet.selections, [], context);
  return {
    document,
    operation,
    roots: [...groupBy(found, ({ key }) => key).values()].map((same) => prepareRoot(same, context)),
    variableDefinitions: new Map(definitions.map((definition) => [definition.variable.name.value, print(definition)])),
    defaults: Object.fromEntries(definitions.flatMap(({ variable, defaultValue }) => (defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : []))),
    requestTexts: new Map(),
  };
}

function chooseOperation(document: DocumentNode, operationName?: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  const chosen = operationName ? operations.filter(({ name }) => name?.value === operationName) : operations;
  const [operation] = chosen;
  if (!operation || chosen.length > 1) {
    throw catalogError('BAD_INPUT', `Expected one operation${operationName ? ` named "${operationName}"` : ''} but got ${String(chosen.length)}.`);
  }
  if (operation.operation !== OperationTypeNode.QUERY) {
    throw catalogError('BAD_INPUT', `Expected a query but got a ${operation.operation}: records are written at the node that owns them.`);
  }
  return operation;
}

interface FoundRoot {
  readonly key: string;
  readonly field: FieldNode;
  readonly directives: readonly DirectiveNode[];
}

function rootFields(selections: readonly SelectionNode[], around: readonly DirectiveNode[], context: RewriteContext): readonly FoundRoot[] {
  return selections.flatMap((selection): readonly FoundRoot[] => {
    const directives = [...around, ...(selection.directives ?? [])];
    if (selection.kind === Kind.FIELD) return [{ key: selection.alias?.value ?? selection.name.value, field: selection, directives }];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    return inner ? rootFields(inner.selectionSet.selections, directives, context) : [];
  });
}

function prepareRoot(same: readonly FoundRoot[], context: RewriteContext): Root {
  const [{ key, field }] = same as readonly [FoundRoot];
  const base: RootBase = { key, field, conditions: same.map(({ directives }) => directives) };
  const selections = same.flatMap(({ field: { selectionSet }, directives }) => conditional(selectionSet?.selections ?? [], directives));
  const definition = context.contract.schema.getQueryType()?.getFields()[field.name.value];
  const type = definition && getNamedType(definition.type);
  if (field.name.value === '_entities' && type && isCompositeType(type)) {
    return { ...base, kind: 'entities', part: rewriteSelection(selections, type, context, false) };
  }
  const partition = context.contract.partitions.get(field.name.value);
  if (!partition || !type || !isCompositeType(type)) return { ...base, kind: 'local' };
  return { ...base, kind: 'partitioned', partition, type, part: rewriteSelection(selections, type, context, true), argumentVariables: argumentVariables(field) };
}

function argumentVariables({ arguments: given = [] }: FieldNode): readonly string[] {
  return given.flatMap((argument) => [...variablesIn(argument)]);
}

/** Whether `@skip` and `@include` leave the root in, for these variables. */
export function isAskedFor({ conditions }: Root, variables: Variables): boolean {
  return conditions.some((directives) =>
    directives.every((directive) => {
      const node = { directives: [directive] };
      return getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
    }),
  );
}
