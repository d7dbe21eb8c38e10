import { Kind, type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** How much an operation asks for by its form alone, its fragments put in. The largest of its document. */
export interface DocumentSize {
  /** Levels of fields. */
  readonly depth: number;
  /** Fields, each as often as it is spread. */
  readonly fields: number;
  /** Fields at the top. */
  readonly rootFields: number;
  /** Fields under a name of the client's, `__typename` among them. */
  readonly aliases: number;
  /** Directives, wherever they stand. */
  readonly directives: number;
}

/** Fragments that spread each other. */
export class FragmentCycle extends Error {
  override readonly name = 'FragmentCycle';
}

const NOTHING: DocumentSize = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };

/**
 * Measures a document in one pass: a fragment is looked at once, however often it is spread, so that no document costs
 * more than its length. @throws FragmentCycle
 */
export function documentSize(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, DocumentSize | null>();

  const ofFragment = (name: string): DocumentSize => {
    const before = known.get(name);
    if (before) return before;
    if (before === null) throw new FragmentCycle(`The fragment ${name} spreads itself.`);
    known.set(name, null);
    const fragment = fragments.get(name);
    const size = fragment ? plus(ofSet(fragment.selectionSet), directivesOf(fragment.directives)) : NOTHING;
    known.set(name, size);
    return size;
  };
  const ofSelection = (node: SelectionNode): DocumentSize => {
    const own = directivesOf(node.directives);
    if (node.kind === Kind.FRAGMENT_SPREAD) return plus(ofFragment(node.name.value), own);
    if (node.kind === Kind.INLINE_FRAGMENT) return plus(ofSet(node.selectionSet), own);
    const inner = node.selectionSet ? ofSet(node.selectionSet) : NOTHING;
    return { depth: inner.depth + 1, fields: inner.fields + 1, rootFields: 1, aliases: inner.aliases + (node.alias ? 1 : 0), directives: inner.directives + own.directives };
  };
  const ofSet = ({ selections }: SelectionSetNode): DocumentSize => selections.map(ofSelection).reduce(plus, NOTHING);

  let size = NOTHING;
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) size = largest(size, plus(ofSet(node.selectionSet), directivesOf([...(node.directives ?? []), ...(node.variableDefinitions ?? []).flatMap(({ directives = [] }) => directives)])));
    // One that no operation spreads is validated all the same.
    else if (node.kind === Kind.FRAGMENT_DEFINITION) size = largest(size, { ...ofFragment(node.name.value), rootFields: 0 });
  }
  return size;
}

const directivesOf = (directives: readonly DirectiveNode[] = []): DocumentSize => (directives.length === 0 ? NOTHING : { ...NOTHING, directives: directives.length });

const combine = (both: (a: number, b: number) => number, deeper: (a: number, b: number) => number) => (a: DocumentSize, b: DocumentSize): DocumentSize => ({
  depth: deeper(a.depth, b.depth),
  fields: both(a.fields, b.fields),
  rootFields: both(a.rootFields, b.rootFields),
  aliases: both(a.aliases, b.aliases),
  directives: both(a.directives, b.directives),
});

const plus = combine((a, b) => a + b, Math.max);
const largest = combine(Math.max, Math.max);
