import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** What an id answers by itself. */
const KEY_FIELDS = new Set(['__typename', 'id', 'kind', 'authority']);

/** Answers by syntax node: the server keeps parsed operations, so each is looked through once and not per record. */
const known = new WeakMap<FieldNode, boolean>();

/** Whether no field of the record itself is selected below this field. */
export function asksOnlyOfKey({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  return fieldNodes.every((node) => {
    const answer = known.get(node) ?? keyOnly(node.selectionSet, fragments);
    known.set(node, answer);
    return answer;
  });
}

function keyOnly(selected: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): boolean {
  return (selected?.selections ?? []).every((selection) => {
    if (selection.kind === Kind.FIELD) return KEY_FIELDS.has(selection.name.value);
    return keyOnly(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet, fragments);
  });
}
