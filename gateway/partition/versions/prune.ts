import { coerceInputValue, getNamedType, isAbstractType, isCompositeType, isInterfaceType, isObjectType, isRequiredArgument, isUnionType, Kind, valueFromASTUntyped } from 'graphql';
import type { ArgumentNode, DirectiveNode, FieldNode, GraphQLCompositeType, GraphQLField, GraphQLInputType, GraphQLNamedType, GraphQLSchema, InlineFragmentNode, SelectionNode, SelectionSetNode } from 'graphql';
import { isDeepStrictEqual } from 'node:util';
import { groupBy } from '../group-by.js';
import type { Variables } from '../prepare.js';
import { variablesIn } from '../rewrite.js';
import { FILLER_KEY, type Gap, type Gaps, type InnerGaps } from './gaps.js';
import { givesSame, type NodeSchema } from './node-schema.js';

/** A selection as a node can be asked for it, and what was left out. */
export interface Pruned {
  readonly selectionSet: SelectionSetNode;
  /** Null: nothing was left out. */
  readonly gaps: Gaps | null;
}

export interface PruneContext {
  readonly contract: GraphQLSchema;
  readonly node: NodeSchema;
  readonly variables: Variables;
  /** Is told the variables whose values decided. */
  readonly consulted: Set<string>;
}

/** Leaves out of a selection on `type` what a node lacks: fields, what they are asked with, and types. The selection has no fragment spreads. */
export function pruneSelection(selectionSet: SelectionSetNode, type: GraphQLCompositeType, context: PruneContext): Pruned {
  const found: Found = { missing: [], inside: [] };
  const selections = pruneLevel(selectionSet.selections, type, { onTypes: concreteTypes(type, context.contract), directives: [] }, found, context);
  const gaps = found.missing.length === 0 && found.inside.length === 0 ? null : { missing: found.missing, inside: groupBy(found.inside, ({ key }) => key) };
  return { selectionSet: { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [FILLER] }, gaps };
}

/** A field of `type` as a node can be asked for it; null where it has no such field. */
export function pruneField(field: FieldNode, type: GraphQLCompositeType, context: PruneContext): { readonly field: FieldNode; readonly gaps: Gaps | null } | null {
  const ours = fieldOf(type, field);
  if (!ours) return { field, gaps: null };
  const theirs = fieldOf(context.node.schema.getType(type.name), field);
  const given = theirs && givesSame(theirs, ours) ? pruneArguments(field, ours, theirs, context) : null;
  if (!given) return null;
  const target = getNamedType(ours.type);
  if (!field.selectionSet || !isCompositeType(target)) return { field: { ...field, arguments: given }, gaps: null };
  const { selectionSet, gaps } = pruneSelection(field.selectionSet, target, context);
  return { field: { ...field, arguments: given, selectionSet }, gaps };
}

const FILLER: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' }, alias: { kind: Kind.NAME, value: FILLER_KEY } };

/** What is found while a level and its fragments are walked. */
interface Found {
  readonly missing: Gap[];
  readonly inside: (InnerGaps & { readonly key: string })[];
}

interface Scope {
  /** Concrete types that the fragments around leave. */
  readonly onTypes: ReadonlySet<string>;
  readonly directives: readonly DirectiveNode[];
}

function pruneLevel(selections: readonly SelectionNode[], type: GraphQLCompositeType, scope: Scope, found: Found, context: PruneContext): readonly SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    const directives = [...scope.directives, ...(selection.directives ?? [])];
    if (selection.kind === Kind.INLINE_FRAGMENT) return pruneFragment(selection, type, { ...scope, directives }, found, context);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    const key = selection.alias?.value ?? selection.name.value;
    const pruned = pruneField(selection, type, context);
    if (!pruned) {
      found.missing.push({ key, field: selection.name.value, onTypes: scope.onTypes, directives });
      return [];
    }
    if (pruned.gaps) found.inside.push({ key, onTypes: scope.onTypes, gaps: pruned.gaps });
    return [pruned.field];
  });
}

/** Of a type that a node lacks it has no objects. Where that is an interface, its fields are asked of the types that the node has. */
function pruneFragment(fragment: InlineFragmentNode, type: GraphQLCompositeType, scope: Scope, found: Found, context: PruneContext): readonly SelectionNode[] {
  const name = fragment.typeCondition?.name.value ?? type.name;
  const condition = context.contract.getType(name) as GraphQLCompositeType;
  const inside = concreteTypes(condition, context.contract);
  const inner: Scope = { ...scope, onTypes: new Set([...scope.onTypes].filter((one) => inside.has(one))) };
  if (fragment.typeCondition && !context.node.schema.getType(name) && !isUnionType(condition)) {
    return isAbstractType(condition) ? [...inner.onTypes].flatMap((one) => pruneFragment(onType(fragment, one), type, scope, found, context)) : [];
  }
  const selections = pruneLevel(fragment.selectionSet.selections, condition, inner, found, context);
  return selections.length === 0 ? [] : [{ ...fragment, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
}

const onType = (fragment: InlineFragmentNode, name: string): InlineFragmentNode => ({ ...fragment, typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } });

/** The arguments that a node takes; null where it lacks one that says something, does not know a value, or needs one that nobody gives. */
function pruneArguments(field: FieldNode, ours: GraphQLField<unknown, unknown>, theirs: GraphQLField<unknown, unknown>, context: PruneContext): readonly ArgumentNode[] | null {
  const given: ArgumentNode[] = [];
  for (const argument of field.arguments ?? []) {
    const name = argument.name.value;
    const taken = theirs.args.find((one) => one.name === name);
    if (taken ? !knowsValue(argument, taken.type, context) : !isDefault(argument, ours.args.find((one) => one.name === name)?.defaultValue, context)) return null;
    if (taken) given.push(argument);
  }
  const isMissing = theirs.args.some((argument) => isRequiredArgument(argument) && !given.some(({ name }) => name.value === argument.name));
  return isMissing ? null : given;
}

/** Whether a node knows the words in an argument's value. Only of types that it knows less of need the value be looked at. */
function knowsValue(argument: ArgumentNode, type: GraphQLInputType, context: PruneContext): boolean {
  if (!context.node.narrower.has(getNamedType(type).name)) return true;
  const value = valueOf(argument, context);
  let known = true;
  if (value !== undefined) coerceInputValue(value, type, () => (known = false));
  return known;
}

function isDefault(argument: ArgumentNode, defaultValue: unknown, context: PruneContext): boolean {
  const value = valueOf(argument, context);
  return value === undefined || isDeepStrictEqual(value ?? undefined, defaultValue);
}

function valueOf(argument: ArgumentNode, { variables, consulted }: PruneContext): unknown {
  for (const name of variablesIn(argument)) consulted.add(name);
  return argument.value.kind === Kind.VARIABLE ? variables[argument.value.name.value] : valueFromASTUntyped(argument.value, variables);
}

function fieldOf(type: GraphQLNamedType | undefined, { name }: FieldNode): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
}

const concreteTypes = (type: GraphQLCompositeType, schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]);
