import { getNamedType, Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import { isObjectType } from 'graphql';

/** All selections of the field `path` below the field being resolved, through fragments. One that a directive leaves out counts too. */
export function selectionsOf(info: GraphQLResolveInfo, path: readonly string[]): readonly FieldNode[] {
  return path.reduce<readonly FieldNode[]>((fields, name) => fields.flatMap((field) => (field.selectionSet ? named(info, field.selectionSet, name) : [])), info.fieldNodes);
}

function named(info: GraphQLResolveInfo, { selections }: SelectionSetNode, name: string): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
    const set = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : info.fragments[selection.name.value]?.selectionSet;
    return set ? named(info, set, name) : [];
  });
}

/** The arguments of `node`, a selection on the type that the field being resolved returns. */
export function argumentsOf<Arguments>(info: GraphQLResolveInfo, node: FieldNode): Arguments {
  const type = getNamedType(info.returnType);
  const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
  if (!field) throw new TypeError(`${type.name} has no field ${node.name.value}.`);
  return getArgumentValues(field, node, info.variableValues) as Arguments;
}
