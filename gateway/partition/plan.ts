import { Kind, print, valueFromASTUntyped, type GraphQLSchema } from 'graphql';
import { catalogError } from '../../schema/errors.js';
import { authorityOfRequest } from '../../schema/access-request-id.js';
import { isAuthorityCode, parseId, TYPE_NAMES } from '../../schema/ids.js';
import type { AuthorityEntry } from '../../subgraphs/kit/follow-members.js';
import type { Ask, EntityAsk, FieldAsk, Representation, Slot } from './ask.js';
import { groupBy } from './group-by.js';
import { asFailure, notSupported, type Failure } from './node-errors.js';
import type { PartitionedRoot, PreparedOperation, Variables } from './prepare.js';
import type { Part } from './rewrite.js';
import type { NodeSchema } from './versions/node-schema.js';
import type { NodeSchemas } from './versions/node-schemas.js';
import { viewOf, type PartView } from './versions/part-view.js';

/** One request to one node: what it asks, in the order of its aliases. */
export interface NodeRequest {
  readonly url: string;
  /** The authorities concerned, for messages. */
  readonly authorities: readonly string[];
  readonly query: string;
  readonly variables: Variables;
  /** Names of the variables that are lists of representations. */
  readonly representations: ReadonlySet<string>;
  readonly entries: readonly Entry[];
  /** What its node was known to serve when it was made. */
  readonly node: NodeSchema;
}

/** One aliased field of a node request. `view` is what is asked of a node of another version in the part's place. */
export type Entry = { readonly alias: string; readonly view: PartView | null } & ({ readonly kind: 'entities'; readonly asks: readonly EntityAsk[] } | { readonly kind: 'field'; readonly ask: FieldAsk });

/** The requests of one wave, and what can't be asked of anybody. */
export interface Wave {
  readonly requests: readonly NodeRequest[];
  readonly failures: readonly { readonly ask: Ask; readonly error: Failure }[];
}

export type NodeTable = ReadonlyMap<string, AuthorityEntry>;

/** What asks are planned with. */
export interface PlanContext {
  readonly prepared: PreparedOperation;
  readonly variables: Variables;
  /** Null where it is not known. */
  readonly table: NodeTable | null;
  readonly schemas: Pick<NodeSchemas, 'of'>;
  readonly contract: GraphQLSchema;
}

/** Splits asks by the node that owns them: one request a node, or a few where it is asked for very many records. */
export function planWave(asks: readonly Ask[], context: PlanContext): Wave {
  const { table, schemas } = context;
  const failures: { ask: Ask; error: Failure }[] = [];
  const routed: { entry: AuthorityEntry; ask: Ask }[] = [];
  for (const ask of asks) {
    const entry = table?.get(ask.authority);
    const refusal = table ? refuse(ask.authority, entry) : UNHEARD;
    if (refusal || !entry) failures.push({ ask, error: refusal ?? unknownAuthority(ask.authority) });
    else routed.push({ entry, ask });
  }
  const requests = [...groupBy(routed, ({ entry }) => entry.url).values()].flatMap((group) => {
    const [{ entry }] = group as [(typeof group)[number]];
    const node = schemas.of(entry);
    const asked = group.map(({ ask }) => ask).filter((ask) => {
      const lack = node.complete ? null : lackOf(ask, node, context);
      if (lack !== null) failures.push({ ask, error: notSupported(ask.authority, lack, node) });
      return lack === null;
    });
    return requestsTo(entry.url, node, asked, context);
  });
  return { failures, requests };
}

/** The requests to one node for all of some asks. */
export function requestsTo(url: string, node: NodeSchema, asks: readonly Ask[], context: PlanContext): readonly NodeRequest[] {
  return chunks(asks).map((chunk) => nodeRequest(chunk, url, node, context));
}

/** What a node lacks to be asked anything of an ask; null: nothing. */
function lackOf(ask: Ask, node: NodeSchema, { prepared, variables, contract }: PlanContext): string | null {
  if (ask.kind === 'entity') return node.schema.getType(ask.representation.__typename) ? null : ask.representation.__typename;
  return viewOf(prepared, ask, node, variables, contract).text === null ? `${ask.root.parent}.${ask.root.field.name.value}` : null;
}

/** Records that are asked of a node in one request at most. */
const CHUNK = 500;

const chunks = (asks: readonly Ask[]): readonly (readonly Ask[])[] => Array.from({ length: Math.ceil(asks.length / CHUNK) }, (_, index) => asks.slice(index * CHUNK, (index + 1) * CHUNK));

const unknownAuthority = (authority: string): Failure =>
  asFailure(catalogError('UNKNOWN_AUTHORITY', `No member speaks for the authority "${authority}".`, { authority, retryable: false }));

/** Before the registry was heard nobody knows who is a member. */
const UNHEARD = asFailure(catalogError('SUBGRAPH_UNAVAILABLE', 'The registry has not been heard yet, so it is not known which node to ask.', { retryable: true }));

const reasonOf = ({ reason }: AuthorityEntry): { readonly reason?: string } => (reason == null ? {} : { reason });
const because = ({ reason }: AuthorityEntry): string => (reason == null ? '' : `: ${reason.replace(/[.。]$/, '')}`);

function refuse(authority: string, entry: AuthorityEntry | undefined): Failure | null {
  switch (entry?.status) {
    case 'ACTIVE':
      return null;
    case 'SUSPENDED':
      return asFailure(catalogError('NODE_UNAVAILABLE', `The node of "${authority}" is suspended${because(entry)}.`, { authority, retryable: false, status: entry.status, ...reasonOf(entry) }));
    case 'WITHDRAWN':
      return asFailure(catalogError('UNKNOWN_AUTHORITY', `The authority "${authority}" has left the national catalog${because(entry)}.`, { authority, retryable: false, status: entry.status, ...reasonOf(entry) }));
    case 'PENDING':
    case undefined:
      return unknownAuthority(authority);
  }
}

function nodeRequest(asks: readonly Ask[], url: string, node: NodeSchema, { prepared, variables, contract }: PlanContext): NodeRequest {
  const viewFor = (ask: Ask): PartView | null => (node.complete ? null : viewOf(prepared, ask, node, variables, contract));
  const entities = groupBy(asks.filter((ask) => ask.kind === 'entity'), ({ part }) => part);
  const fields = asks.filter((ask) => ask.kind === 'field');
  const entries: readonly Entry[] = [
    ...[...entities].map(([part, group]): Entry => ({ alias: `e${String(part.id)}`, kind: 'entities', asks: group, view: viewFor(group[0] as EntityAsk) })),
    ...fields.map((ask): Entry => ({ alias: `f${String(ask.part.id)}`, kind: 'field', ask, view: viewFor(ask) })),
  ];
  return {
    url,
    node,
    authorities: [...new Set(asks.map(({ authority }) => authority))],
    entries,
    query: requestText(prepared, entries),
    variables: requestVariables(entries, variables),
    representations: new Set(entries.filter(({ kind }) => kind === 'entities').map(({ alias }) => representationsOf(alias))),
  };
}

const partOf = (entry: Entry): Part => (entry.kind === 'field' ? entry.ask.part : (entry.asks[0] as EntityAsk).part);

/** Client variables that an entry uses: in its selection and, of a root field, in its arguments. */
function variablesOf(entry: Entry): readonly string[] {
  if (entry.view) return [...entry.view.variables];
  return [...partOf(entry).variables, ...(entry.kind === 'field' ? entry.ask.root.argumentVariables : [])];
}

const representationsOf = (alias: string): string => `__${alias}`;

/** Requests that ask the same of different nodes share one text. */
function requestText({ requestTexts, variableDefinitions }: PreparedOperation, entries: readonly Entry[]): string {
  const key = entries.map(({ alias, view }) => (view ? `${alias} ${view.id}` : alias)).join();
  const known = requestTexts.get(key);
  if (known !== undefined) return known;
  const used = new Set(entries.flatMap(variablesOf));
  const definitions = [
    ...[...used].map((name) => variableDefinitions.get(name) ?? `$${name}: String`),
    ...entries.filter(({ kind }) => kind === 'entities').map(({ alias }) => `$${representationsOf(alias)}: [_Any!]!`),
  ];
  const keyword = entries.some((entry) => entry.kind === 'field' && entry.ask.root.parent === 'Mutation') ? 'mutation' : 'query';
  const text = `${keyword}${definitions.length > 0 ? `(${definitions.join(', ')})` : ''} { ${entries.map(entryText).join(' ')} }`;
  requestTexts.set(key, text);
  return text;
}

function entryText(entry: Entry): string {
  const { alias, view } = entry;
  const text = view?.text ?? partOf(entry).text;
  if (entry.kind === 'entities') return `${alias}: _entities(representations: $${representationsOf(alias)}) ${text}`;
  const { name, arguments: own = [] } = entry.ask.root.field;
  const given = view?.arguments ?? own;
  return `${alias}: ${name.value}${given.length > 0 ? `(${given.map((argument) => print(argument)).join(', ')})` : ''} ${text}`;
}

function requestVariables(entries: readonly Entry[], variables: Variables): Variables {
  const own: Record<string, unknown> = {};
  for (const entry of entries) {
    for (const name of variablesOf(entry)) if (name in variables) own[name] = variables[name];
    if (entry.kind === 'entities') own[representationsOf(entry.alias)] = entry.asks.map(({ representation }) => representation);
  }
  return own;
}

/** Either an ask, or why there can be none. */
export type AskOrError = { readonly ask: Ask } | { readonly slot: Slot; readonly error: Failure };

/** The ask for one representation. */
export function askEntity(representation: unknown, part: Part, slot: Slot): AskOrError {
  const { id, __typename } = (typeof representation === 'object' && representation ? representation : {}) as Partial<Representation>;
  const parsed = parseId(String(id));
  if (!parsed.ok) return { slot, error: asFailure(catalogError('BAD_ID', parsed.problem, { id: String(id).slice(0, 80), rule: parsed.rule })) };
  const typename = TYPE_NAMES[parsed.kind];
  if (__typename !== typename) {
    return { slot, error: asFailure(catalogError('BAD_ID', `The id "${String(id)}" is of a ${typename}, not of a ${String(__typename).slice(0, 80)}.`, { id: String(id), rule: 'KIND' })) };
  }
  return { ask: { kind: 'entity', authority: parsed.authority, id: String(id), representation: { __typename: typename, id: String(id) }, part, slots: [slot] } };
}

/** The ask for a record that a node's answer refers to. @param typenames the types that may stand there */
export function askLinked(reference: unknown, typenames: ReadonlySet<string>, part: Part, slot: Slot): AskOrError {
  const asked = askEntity(reference, part, slot);
  if (!('ask' in asked) || asked.ask.kind !== 'entity' || typenames.has(asked.ask.representation.__typename)) return asked;
  const { id, representation } = asked.ask;
  return { slot, error: asFailure(catalogError('BAD_ID', `${id} is of a ${representation.__typename}, but stands where a ${[...typenames].join(' or ')} belongs.`, { id, rule: 'KIND' })) };
}

/** The ask for a root field whose `by` argument is given. */
export function askField(root: PartitionedRoot, variables: Variables, slot: Slot): AskOrError {
  const value = String(argumentOf(root, root.partition.by, variables));
  if (isAuthorityCode(value)) return { ask: { kind: 'field', authority: value, id: null, root, part: root.part, slots: [slot] } };
  const authority = authorityOfRequest(value);
  if (authority !== null) return { ask: { kind: 'field', authority, id: null, root, part: root.part, slots: [slot] } };
  const parsed = parseId(value);
  if (!parsed.ok) return { slot, error: asFailure(catalogError('BAD_ID', parsed.problem, { id: value.slice(0, 80), rule: parsed.rule })) };
  return { ask: { kind: 'field', authority: parsed.authority, id: root.parent === 'Query' ? value : null, root, part: root.part, slots: [slot] } };
}

/** The value of a root field's argument; undefined where it is not given or null. */
export function argumentOf({ field }: { readonly field: PartitionedRoot['field'] }, name: string, variables: Variables): unknown {
  const node = field.arguments?.find((argument) => argument.name.value === name)?.value;
  const value: unknown = node?.kind === Kind.VARIABLE ? variables[node.name.value] : node && valueFromASTUntyped(node, variables);
  return value ?? undefined;
}
