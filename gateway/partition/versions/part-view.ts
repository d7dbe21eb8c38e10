import { print, type ArgumentNode, type GraphQLCompositeType, type GraphQLSchema } from 'graphql';
import type { Ask, EntityAsk, FieldAsk } from '../ask.js';
import type { PreparedOperation, Variables } from '../prepare.js';
import { variablesIn } from '../rewrite.js';
import type { Gaps } from './gaps.js';
import type { NodeSchema } from './node-schema.js';
import { pruneField, pruneSelection, type PruneContext } from './prune.js';

/** A part as a node of another version can be asked for it. */
export interface PartView {
  /** Tells it from other views of the operation. */
  readonly id: string;
  /** The selection as GraphQL text, braces included; null where the node has nothing of the kind. */
  readonly text: string | null;
  /** Of a root field: the arguments that the node takes. */
  readonly arguments: readonly ArgumentNode[];
  /** Client variables that the text and the arguments use. */
  readonly variables: ReadonlySet<string>;
  /** What was left out; null: nothing. */
  readonly gaps: Gaps | null;
  /** Variables whose values decided, with these. */
  readonly holdsFor: ReadonlyMap<string, string | undefined>;
}

/** Views of one part for one node schema that are kept: there are several only where values decide. */
const KEPT = 20;

/** What a node can be asked of a part. It is found once for each node schema and kept with the operation. */
export function viewOf({ views }: PreparedOperation, ask: Ask, node: NodeSchema, variables: Variables, contract: GraphQLSchema): PartView {
  const key = `${String(ask.part.id)} ${node.id}`;
  const known = views.get(key) ?? [];
  const fitting = known.find(({ holdsFor }) => [...holdsFor].every(([name, value]) => JSON.stringify(variables[name]) === value));
  if (fitting) return fitting;
  const consulted = new Set<string>();
  const pruned = ask.kind === 'entity' ? viewOfRecord(ask, { contract, node, variables, consulted }) : viewOfField(ask, { contract, node, variables, consulted });
  const holdsFor = new Map([...consulted].map((name): [string, string | undefined] => [name, JSON.stringify(variables[name])]));
  const view: PartView = { ...pruned, id: [node.id, ...holdsFor].join(' '), holdsFor };
  views.set(key, [...known, view].slice(-KEPT));
  return view;
}

type Pruned = Omit<PartView, 'id' | 'holdsFor'>;

function viewOfRecord({ part }: EntityAsk, context: PruneContext): Pruned {
  const { selectionSet, gaps } = pruneSelection(part.selectionSet, part.type, context);
  return { text: print(selectionSet), arguments: [], variables: variablesIn(selectionSet), gaps };
}

function viewOfField({ root, part }: FieldAsk, context: PruneContext): Pruned {
  const pruned = pruneField({ ...root.field, directives: [], selectionSet: part.selectionSet }, context.contract.getType(root.parent) as GraphQLCompositeType, context);
  if (!pruned?.field.selectionSet) return { text: null, arguments: [], variables: new Set(), gaps: null };
  const { field, gaps } = pruned;
  return { text: print(pruned.field.selectionSet), arguments: field.arguments ?? [], variables: variablesIn(field), gaps };
}
