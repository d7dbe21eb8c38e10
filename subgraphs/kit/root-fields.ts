import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, Kind } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, FragmentDefinitionNode, SelectionNode } from 'graphql';

/** A field at the top of an operation, out of whatever fragments it stands in. */
export interface RootField {
  /** Its response key. */
  readonly key: string;
  readonly field: FieldNode;
  /** `@skip` and `@include` of the field and of the fragments around it. */
  readonly directives: readonly DirectiveNode[];
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]));

export function rootFields(selections: readonly SelectionNode[], fragments: Fragments, around: readonly DirectiveNode[] = []): readonly RootField[] {
  return selections.flatMap((selection): readonly RootField[] => {
    const directives = [...around, ...(selection.directives ?? [])];
    if (selection.kind === Kind.FIELD) return [{ key: selection.alias?.value ?? selection.name.value, field: selection, directives }];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner ? rootFields(inner.selectionSet.selections, fragments, directives) : [];
  });
}

/** Whether `@skip` and `@include` leave it in, for these variables. */
export function isAskedFor({ directives }: Pick<RootField, 'directives'>, variables: Readonly<Record<string, unknown>>): boolean {
  return directives.every((directive) => {
    const node = { directives: [directive] };
    return getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
  });
}
