import { createHash } from 'node:crypto';
import { isAbstractType, isCompositeType, isUnionType, getNamedType, Kind, print, visit } from 'graphql';
import type { ArgumentNode, DirectiveNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLNamedType, InlineFragmentNode, SelectionNode, SelectionSetNode } from 'graphql';
import type { Contract } from './contract.js';
import { expectationOf, type Expectation } from './expectation.js';
import { groupBy } from './group-by.js';

/** Response key under which objects of an abstract type carry their type's name for the stitching, which removes it. */
export const TYPE_NAME_KEY = '__partitionTypename';

/** Response key under which a record says which one it is, for the check that it is the one asked for. */
export const ID_KEY = '__partitionId';

/** A selection that one node can answer: links to entities are cut to their keys and described by `shape`. */
export interface Part {
  readonly id: number;
  /** The same for parts of the same text, in whatever operation: a short digest. */
  readonly digest: string;
  /** The type that the selection is on: `_Entity` where it is asked by reference. */
  readonly type: GraphQLCompositeType;
  readonly selectionSet: SelectionSetNode;
  /** The selection set as GraphQL text, braces included. */
  readonly text: string;
  /** Client variables that the text uses. */
  readonly variables: ReadonlySet<string>;
  readonly shape: Shape;
  /** What an answer must look like. */
  readonly expected: Expectation;
}

/** Where links stand in an object of an answer. For one key and one concrete type there is at most one of them. */
export interface Shape {
  /** Whether objects carry TYPE_NAME_KEY. */
  readonly typed: boolean;
  /** Fields whose value is a reference, or a list of them, to be answered at the owners. */
  readonly links: readonly (AtKey & { readonly part: Part; readonly typenames: ReadonlySet<string> })[];
  /** Fields whose value is no entity but has links inside. */
  readonly nested: readonly (AtKey & { readonly shape: Shape })[];
}

interface AtKey {
  readonly key: string;
  /** Concrete types on which this stands here; null: on all. */
  readonly onTypes: ReadonlySet<string> | null;
}

export interface RewriteContext {
  readonly contract: Contract;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Gives each part its number. */
  readonly nextPartId: () => number;
}

/**
 * Cuts a selection on `type` at its links.
 *
 * @param typed Whether the answer must say the concrete type itself; an entity asked for by reference need not.
 */
export function rewriteSelection(selections: readonly SelectionNode[], type: GraphQLCompositeType, context: RewriteContext, typed: boolean): Part {
  const id = context.nextPartId();
  const level = levelOf(selections, type, context);
  const cut = cutLevel(selections, type, level, context, typed);
  const selectionSet = withId(cut, type, context);
  const expected = expectationOf(selectionSet, type, context.contract.schema);
  const text = print(selectionSet);
  return { id, digest: digestOf(text), type, selectionSet, text, variables: variablesIn(selectionSet), shape: shapeOf(level, type, context, typed), expected };
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The selection with the record's own id asked for beside it; last, so that it is taken out again at little cost. */
function withId(selectionSet: SelectionSetNode, type: GraphQLCompositeType, context: RewriteContext): SelectionSetNode {
  if (context.contract.isEntity(type)) return { ...selectionSet, selections: [...selectionSet.selections, nameField('id', ID_KEY)] };
  if (!isUnionType(type)) return selectionSet;
  const fragments = type.getTypes().map(({ name }): InlineFragmentNode => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [nameField('id', ID_KEY)] },
  }));
  return { ...selectionSet, selections: [...selectionSet.selections, ...fragments] };
}

/** What stands at one level: each field with a selection, and which keys are links. */
interface Level {
  readonly occurrences: readonly Occurrence[];
  readonly linkKeys: ReadonlySet<string>;
}

function levelOf(selections: readonly SelectionNode[], type: GraphQLCompositeType, context: RewriteContext): Level {
  const all = occurrencesIn(selections, type, { onTypes: possibleTypes(type, context), directives: [] }, context);
  const links = all.filter(({ target, selections: inner }) => context.contract.isEntity(target) && !asksOnlyKeys(inner));
  return { occurrences: all, linkKeys: new Set(links.map(({ key }) => key)) };
}

/** The selection with every link cut to `__typename id`. Fragments are written out in their place. */
function cutLevel(selections: readonly SelectionNode[], type: GraphQLCompositeType, level: Level, context: RewriteContext, typed: boolean): SelectionSetNode {
  const cut = selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FIELD) return cutField(selection, type, level, context);
    const fragment = inline(selection, context);
    return { ...fragment, selectionSet: cutLevel(fragment.selectionSet.selections, conditionOf(fragment, type, context), level, context, false) };
  });
  return { kind: Kind.SELECTION_SET, selections: typed && isAbstractType(type) ? [...cut, nameField('__typename', TYPE_NAME_KEY)] : cut };
}

function cutField(field: FieldNode, type: GraphQLCompositeType, { linkKeys }: Level, context: RewriteContext): FieldNode {
  const target = fieldType(type, field);
  if (!field.selectionSet || !target) return field;
  if (linkKeys.has(keyOf(field))) return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [nameField('__typename'), nameField('id')] } };
  const { selections } = field.selectionSet;
  return { ...field, selectionSet: cutLevel(selections, target, levelOf(selections, target, context), context, !context.contract.isEntity(target)) };
}

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** A field with a selection of its own, found at one level: in the selection itself or in its fragments. */
interface Occurrence {
  readonly key: string;
  /** Concrete types of the level on which it stands. */
  readonly onTypes: ReadonlySet<string>;
  readonly target: GraphQLCompositeType;
  readonly selections: readonly SelectionNode[];
}

function shapeOf({ occurrences, linkKeys }: Level, type: GraphQLCompositeType, context: RewriteContext, typed: boolean): Shape {
  const groups = disjoint(occurrences, type, context);
  return {
    typed: typed && isAbstractType(type),
    links: groups.filter(({ key }) => linkKeys.has(key)).map((group) => ({ key: group.key, onTypes: group.onTypes, part: linkPart(group, context), typenames: possibleTypes(group.target, context) })),
    nested: groups
      .filter(({ target }) => !context.contract.isEntity(target))
      .map(({ key, onTypes, selections, target }) => ({ key, onTypes, shape: shapeOf(levelOf(selections, target, context), target, context, true) }))
      .filter(({ shape }) => shape.typed || shape.links.length > 0 || shape.nested.length > 0),
  };
}

const linkPart = ({ selections, target }: Group, context: RewriteContext): Part => byReference(rewriteSelection(selections, target, context, false), context);

/** A part as it is asked by reference: `_entities` answers a union, so the selection stands under its own type. */
export function byReference(part: Part, { contract, nextPartId }: RewriteContext): Part {
  const entity = contract.schema.getType('_Entity');
  if (!isUnionType(entity)) throw new Error('The contract has no type with a key.');
  const under: InlineFragmentNode = { kind: Kind.INLINE_FRAGMENT, typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: part.type.name } }, selectionSet: part.selectionSet };
  return { ...part, id: nextPartId(), type: entity, selectionSet: { kind: Kind.SELECTION_SET, selections: [under] }, text: `{ ... on ${part.type.name} ${part.text} }` };
}

interface Scope {
  /** Concrete types of the level that the fragments around leave. */
  readonly onTypes: ReadonlySet<string>;
  /** Conditions of the fragments around. */
  readonly directives: readonly DirectiveNode[];
}

function occurrencesIn(selections: readonly SelectionNode[], type: GraphQLCompositeType, scope: Scope, context: RewriteContext): readonly Occurrence[] {
  return selections.flatMap((selection): readonly Occurrence[] => {
    const directives = [...scope.directives, ...(selection.directives ?? [])];
    if (selection.kind === Kind.FIELD) {
      const target = fieldType(type, selection);
      if (!selection.selectionSet || !target) return [];
      return [{ key: keyOf(selection), onTypes: scope.onTypes, target, selections: conditional(selection.selectionSet.selections, directives) }];
    }
    const fragment = inline(selection, context);
    const condition = conditionOf(fragment, type, context);
    const inside = possibleTypes(condition, context);
    const inner = { onTypes: new Set([...scope.onTypes].filter((name) => inside.has(name))), directives };
    return occurrencesIn(fragment.selectionSet.selections, condition, inner, context);
  });
}

/** The selections, under the conditions that stood around them. */
export function conditional(selections: readonly SelectionNode[], directives: readonly DirectiveNode[]): readonly SelectionNode[] {
  return directives.reduce<readonly SelectionNode[]>(
    (inner, directive) => [{ kind: Kind.INLINE_FRAGMENT, directives: [directive], selectionSet: { kind: Kind.SELECTION_SET, selections: inner } }],
    selections,
  );
}

/** The occurrences of one key on some concrete types of a level, joined. */
interface Group extends AtKey {
  readonly target: GraphQLCompositeType;
  readonly selections: readonly SelectionNode[];
}

/** Joins the occurrences of a key so that each concrete type has one group, with all that is asked of it. */
function disjoint(occurrences: readonly Occurrence[], type: GraphQLCompositeType, context: RewriteContext): readonly Group[] {
  const all = [...possibleTypes(type, context)];
  return [...groupBy(occurrences, ({ key }) => key).values()].flatMap((same) => {
    const standingOn = (name: string): readonly Occurrence[] => same.filter(({ onTypes }) => onTypes.has(name));
    const groups = groupBy(all, (name) => standingOn(name).map((one) => same.indexOf(one)).join());
    return [...groups.values()].map((names) => join(standingOn(names[0] as string), names.length === all.length ? null : new Set(names))).filter((group) => group !== null);
  });
}

function join(same: readonly Occurrence[], onTypes: ReadonlySet<string> | null): Group | null {
  const [first] = same;
  return first ? { key: first.key, onTypes, target: first.target, selections: same.flatMap(({ selections }) => selections) } : null;
}

/** A reference answers its id and type by itself: no owner need be asked for these. */
function asksOnlyKeys(selections: readonly SelectionNode[]): boolean {
  return selections.every((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value === 'id' || selection.name.value === '__typename' : selection.kind === Kind.INLINE_FRAGMENT && !selection.typeCondition && asksOnlyKeys(selection.selectionSet.selections),
  );
}

function nameField(name: string, alias?: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name }, ...(alias ? { alias: { kind: Kind.NAME, value: alias } } : {}) };
}

function inline(selection: Exclude<SelectionNode, FieldNode>, { fragments }: RewriteContext): InlineFragmentNode {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const definition = fragments.get(selection.name.value);
  if (!definition) throw new Error(`The operation spreads the fragment "${selection.name.value}", which it does not define.`);
  const { typeCondition, selectionSet } = definition;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, ...(selection.directives ? { directives: selection.directives } : {}) };
}

function conditionOf({ typeCondition }: InlineFragmentNode, type: GraphQLCompositeType, { contract }: RewriteContext): GraphQLCompositeType {
  return typeCondition ? (contract.schema.getType(typeCondition.name.value) as GraphQLCompositeType) : type;
}

function possibleTypes(type: GraphQLCompositeType, { contract }: RewriteContext): ReadonlySet<string> {
  return new Set(isAbstractType(type) ? contract.schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]);
}

function fieldType(type: GraphQLCompositeType, { name }: FieldNode): GraphQLCompositeType | undefined {
  if (isUnionType(type)) return undefined;
  const target: GraphQLNamedType | undefined = getNamedType(type.getFields()[name.value]?.type);
  return target && isCompositeType(target) ? target : undefined;
}

/** Names of the client variables that stand anywhere in `node`. */
export function variablesIn(node: SelectionSetNode | FieldNode | ArgumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
