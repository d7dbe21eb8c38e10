import { execute, Kind, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { catalogError } from '../../schema/errors.js';
import { parseId, TYPE_NAMES } from '../../schema/ids.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import { scopedSpan } from '../../subgraphs/kit/observe/tracing.js';
import { isPublic } from '../../subgraphs/kit/viewer.js';
import type { Transport, TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import { createAskNode } from './ask-node.js';
import { fail, type Ask, type EntityAsk, type FieldAsk, type Outcome, type Slot } from './ask.js';
import type { Contract } from './contract.js';
import type { Locator } from './locator.js';
import { askMutation } from './ask-mutation.js';
import { askWave } from './ask-wave.js';
import { joinAsks, mergeAnswer, place } from './merge.js';
import { nodeChannels } from './node-channels.js';
import { argumentOf, askEntity, askField, type AskOrError, type NodeTable, type PlanContext } from './plan.js';
import { nodeBreakers, type NodeBreakers } from './policies/node-breakers.js';
import { NO_EVENTS, type RouterEvents } from './policies/router-events.js';
import { recentEntities } from './recent-entities.js';
import { isRootAskedFor, prepareOperation, type EntitiesRoot, type LocalRoot, type PartitionedRoot, type PreparedOperation, type Variables } from './prepare.js';
import type { Replica } from './replica.js';
import type { NodeSchemas } from './versions/node-schemas.js';

export interface PartitionRouterOptions {
  readonly contract: Contract;
  /** What each node can be asked. */
  readonly schemas: NodeSchemas;
  /** The table as it is now; null where it is not known. */
  readonly nodes: () => NodeTable | null;
  readonly send: Transport;
  /** Translates `lookup` arguments to ids. */
  readonly locate: Locator;
  /** How long one node may take for one request. @default 3000 */
  readonly nodeTimeoutMillis?: number;
  /** How long one operation may ask nodes, all its waves together, where its request brings no deadline. @default 10000 */
  readonly requestTimeoutMillis?: number;
  /** Answers for owners that do not. @default null: nobody does */
  readonly replica?: Replica | null;
  /** Leave nodes alone that do not answer. @default breakers of the router's own */
  readonly breakers?: NodeBreakers;
  /** Told of each request to a node. @default nobody is */
  readonly events?: RouterEvents;
  /** How long an owner's answer may be given again; 0 turns it off. @default 0 */
  readonly reuseMillis?: number;
  /** Prepared operations that are kept. @default 1000 */
  readonly preparedOperations?: number;
}

export interface RouterRequest {
  readonly query: string;
  readonly variables?: Variables | undefined;
  readonly operationName?: string | null | undefined;
  /** Nobody waits for the answer any more when it aborts: requests under way are given up, and no more are made. @default the signal of `scope` */
  readonly signal?: AbortSignal | undefined;
  /** When its time is over, in the milliseconds of `performance.now`. @default `requestTimeoutMillis` from now */
  readonly deadline?: number | undefined;
  /** The client's request that it is asked for. */
  readonly scope?: RequestScope | undefined;
}

/** Answers an operation of the node contract from the nodes that own its parts. Never rejects for a node's failure. */
export type PartitionRouter = (request: RouterRequest) => Promise<TransportAnswer>;

/** Makes the router: it sends each part of a request to its owner and puts the answers together. */
export function createPartitionRouter({ contract, schemas, nodes, send, locate, nodeTimeoutMillis = 3_000, requestTimeoutMillis = 10_000, replica = null, breakers = nodeBreakers(), events = NO_EVENTS, reuseMillis = 0, preparedOperations = 1_000 }: PartitionRouterOptions): PartitionRouter {
  const prepared = new LRUCache<string, PreparedOperation>({ max: preparedOperations, maxSize: 32 * 1024 * 1024, sizeCalculation: (_, key) => key.length });
  const recent = recentEntities({ reuseMillis });
  const prepare = (query: string, operationName?: string | null): PreparedOperation => {
    const key = operationName ? `${operationName} ${query}` : query;
    const known = prepared.get(key);
    if (known) return known;
    const made = prepareOperation(contract, query, operationName);
    prepared.set(key, made);
    return made;
  };

  const askAlone = createAskNode({ send, breakers, events, replicaUrl: replica?.url });
  const ask = nodeChannels(askAlone, { timeoutMillis: nodeTimeoutMillis });

  return async function route({ query, variables: given = {}, operationName, scope, signal = scope?.signal, deadline = performance.now() + requestTimeoutMillis }) {
    const operation = prepare(query, operationName);
    const variables = { ...operation.defaults, ...given };
    // Response keys are the client's words: without a prototype, `__proto__` is one like any other.
    const outcome: Outcome = { data: Object.create(null) as Record<string, unknown>, errors: [] };
    // What one viewer may see is not another's, and the next moment perhaps not theirs any more: only the public's is kept.
    const keeps = scope === undefined || isPublic(scope.viewer);
    const first = accept(outcome, await rootAsks(operation, variables, outcome, contract, async (typename, key, value) => locate(typename, key, value, scope, deadline)));
    // Mutations are done one after the other, each with all that its answer links to.
    const turns = first.some(isMutation) ? first.map((one) => [one]) : [first];
    for (let asks = turns.shift(); asks !== undefined; ) {
      const next: AskOrError[] = [];
      const unknown = joinAsks(asks).filter((one) => {
        const value = keeps ? recent.find(one, variables) : undefined;
        if (value !== undefined) next.push(...place(one, value));
        return value === undefined;
      });
      const settled = new Set<Ask>();
      const plan: PlanContext = { prepared: operation, variables, table: nodes(), schemas, contract: contract.schema };
      const [mutation] = unknown.filter(isMutation);
      if (mutation) await askMutation(mutation, plan, { outcome, ask: async (request) => askAlone(request, Math.min(performance.now() + nodeTimeoutMillis, deadline), undefined, scope), onAnswer: (request, answer) => void next.push(...mergeAnswer(outcome, request, answer, { variables, onEntity: () => undefined, onNothing: () => false, settled })) });
      else await scopedSpan('router wave', scope, () => ({ attributes: { 'ucat.asks': unknown.length } }), async (within) => askWave(unknown, plan, {
        outcome,
        schemas,
        settled,
        replica,
        ask: async (request) => ask(request, Math.min(performance.now() + nodeTimeoutMillis, deadline), signal, within),
        onAnswer: (request, answer, onNothing) => {
          // Copies are not kept: the owner may be back the next moment.
          const onEntity = request.url === replica?.url || !keeps ? () => undefined : (one: EntityAsk, value: object) => recent.keep(one, variables, value);
          next.push(...mergeAnswer(outcome, request, answer, { variables, onEntity, onNothing, settled }));
        },
      }));
      const linked = accept(outcome, next);
      asks = linked.length > 0 ? linked : turns.shift();
    }
    return outcome.errors.length > 0 ? outcome : { data: outcome.data };
  };
}

const isMutation = (ask: Ask): ask is FieldAsk => ask.kind === 'field' && ask.root.parent === 'Mutation';

/** Keeps what can be asked and puts errors where nothing can. */
function accept(outcome: Outcome, found: readonly AskOrError[]): readonly Ask[] {
  const asks: Ask[] = [];
  for (const one of found) {
    if ('ask' in one) asks.push(one.ask);
    else fail(outcome, [one.slot], one.error);
  }
  return asks;
}

async function rootAsks(operation: PreparedOperation, variables: Variables, outcome: Outcome, contract: Contract, locate: Locator): Promise<readonly AskOrError[]> {
  const asked = operation.roots.filter((root) => isRootAskedFor(root, variables));
  // Keys in the order of the question, whatever is answered first.
  for (const { key } of asked) outcome.data[key] = null;
  const local = asked.filter((root) => root.kind === 'local');
  if (local.length > 0) await answerLocally(operation, local, variables, outcome, contract);
  const found = await Promise.all(
    asked.map(async (root): Promise<readonly AskOrError[]> => {
      if (root.kind === 'entities') return entityAsks(root, variables, outcome);
      return root.kind === 'partitioned' ? fieldAsks(root, variables, outcome, locate) : [];
    }),
  );
  return found.flat();
}

const rootSlot = (outcome: Outcome, key: string): Slot => ({ container: outcome.data, key, place: { parents: [], key } });

function entityAsks(root: EntitiesRoot, variables: Variables, outcome: Outcome): readonly AskOrError[] {
  const given = argumentOf(root, 'representations', variables);
  if (!Array.isArray(given)) return [{ slot: rootSlot(outcome, root.key), error: catalogError('BAD_INPUT', 'Expected `representations` to be a list.') }];
  const answers: unknown[] = given.map(() => null);
  outcome.data[root.key] = answers;
  const parents = [{ parents: [], key: root.key }];
  return given.map((representation: unknown, index) => askEntity(representation, root.part, { container: answers as unknown as Slot['container'], key: index, place: { parents, key: index } }));
}

async function fieldAsks(root: PartitionedRoot, variables: Variables, outcome: Outcome, locate: Locator): Promise<readonly AskOrError[]> {
  const slot = rootSlot(outcome, root.key);
  const { by, lookup } = root.partition;
  const given = [by, ...lookup].filter((name) => argumentOf(root, name, variables) !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) {
    return [{ slot, error: catalogError('BAD_INPUT', `${root.field.name.value}: expected exactly one of the arguments ${[by, ...lookup].join(', ')} but got ${given.join(' and ') || 'none'}.`) }];
  }
  if (name === by) return [askField(root, variables, slot)];
  return locatedAsk(root, name, String(argumentOf(root, name, variables)), slot, locate);
}

async function locatedAsk(root: PartitionedRoot, key: string, value: string, slot: Slot, locate: Locator): Promise<readonly AskOrError[]> {
  let id: string | undefined;
  try {
    [id] = await locate(root.type.name, key, value);
  } catch (error) {
    return [{ slot, error: catalogError('INDEX_UNAVAILABLE', `${root.field.name.value}(${key}:) needs the national index, which did not answer.`, { retryable: true, reason: (error as Error).name }) }];
  }
  if (id === undefined) return [];
  const parsed = parseId(id);
  const typename = parsed.ok ? TYPE_NAMES[parsed.kind] : root.type.name;
  return [askEntity({ __typename: typename, id }, root.byReference, slot)];
}

/** Answers `__typename`, `__schema` and `_service` from the contract itself. */
async function answerLocally({ document, operation }: PreparedOperation, roots: readonly LocalRoot[], variables: Variables, outcome: Outcome, { schema }: Contract): Promise<void> {
  const local: DocumentNode = {
    ...document,
    definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: roots.map(({ field }) => field) } }, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
  };
  const { data, errors } = await execute({ schema, document: local, variableValues: variables, rootValue: {} });
  Object.assign(outcome.data, data);
  outcome.errors.push(...((errors ?? []) as readonly WireError[]));
}
