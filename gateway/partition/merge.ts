import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import { fail, pathsOf, type Ask, type EntityAsk, type Outcome, type Path, type Place, type Slot } from './ask.js';
import { misfit } from './expectation.js';
import { cleanError, notFound, notSupported, unavailable, wordNotSupported, type Failure } from './node-errors.js';
import { askLinked, type AskOrError, type Entry, type NodeRequest } from './plan.js';
import type { Variables } from './prepare.js';
import { ID_KEY, TYPE_NAME_KEY, type Shape } from './rewrite.js';
import { mend, type Lack, type Mended } from './versions/mend.js';
import type { NodeSchema } from './versions/node-schema.js';
import type { PartView } from './versions/part-view.js';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export interface MergeOptions {
  /** The client's variables. */
  readonly variables: Variables;
  /** Told of each record that came whole, before anything is written into it. */
  readonly onEntity: (ask: EntityAsk, value: object) => void;
  /** Told of each ask that came back as nothing, with the reason if there is one, before that is written. @returns whether somebody else sees to its places */
  readonly onNothing: OnNothing;
  /** Asks whose places are filled; what is answered to them again is left. Those that this answer fills are added. */
  readonly settled: Set<Ask>;
}

export type OnNothing = (ask: Ask, failure: Failure | null) => boolean;

/** What an answer is put in its places with. */
interface Settling extends MergeOptions {
  readonly outcome: Outcome;
  /** Whom the node was taken for. */
  readonly node: NodeSchema;
}

/** Puts a node's answer in its places; returns what its links ask next. */
export function mergeAnswer(outcome: Outcome, request: NodeRequest, { data, errors = [] }: TransportAnswer, options: MergeOptions): readonly AskOrError[] {
  const settling: Settling = { outcome, node: request.node, ...options };
  return request.entries.flatMap((entry) => {
    const own = errors.filter(({ path }) => path?.[0] === entry.alias);
    if (entry.kind === 'field') return settle(settling, entry.ask, entry.view, data?.[entry.alias] ?? null, data ? own : errors);
    const list = data?.[entry.alias];
    if (Array.isArray(list) && list.length === entry.asks.length) return mergeEntities(settling, entry.asks, entry.view, list, own);
    const [error] = own.length > 0 ? own : errors;
    const got = Array.isArray(list) ? String(list.length) : 'none';
    for (const ask of entry.asks) {
      if (options.settled.has(ask)) continue;
      const failure = error ? cleanError(error, ask) : unavailable(ask.authority, `answered ${got} of ${String(entry.asks.length)} records`, true);
      if (!options.onNothing(ask, failure)) fill(settling, ask, failure);
    }
    return [];
  });
}

/** What an entry of a request asks. */
export const asksOf = (entry: Entry): readonly Ask[] => (entry.kind === 'field' ? [entry.ask] : entry.asks);

function mergeEntities(settling: Settling, asks: readonly EntityAsk[], view: PartView | null, list: readonly unknown[], errors: readonly WireError[]): readonly AskOrError[] {
  return asks.flatMap((ask, index) => {
    const own = errors.length === 0 ? errors : errors.filter(({ path }) => path?.[1] === index);
    const value = list[index] ?? null;
    return settle(settling, ask, view, value, value === null && own.length === 0 ? [notFound(ask)] : own);
  });
}

/** Puts the value of one ask in its places, with its errors, and collects its links. What is no answer to it costs its places. */
function settle(settling: Settling, ask: Ask, view: PartView | null, answered: unknown, errors: readonly WireError[]): readonly AskOrError[] {
  const { outcome, onEntity, onNothing, settled } = settling;
  if (settled.has(ask)) return [];
  const { value, problem, lacks } = fit(settling, ask, view, answered);
  if (problem !== null) {
    const failure = unavailable(ask.authority, problem, false);
    if (!onNothing(ask, failure)) fill(settling, ask, failure);
    return [];
  }
  if (value === null && onNothing(ask, errors[0] ? cleanError(errors[0], ask) : null)) return [];
  settled.add(ask);
  const pathPrefix = ask.kind === 'entity' ? 2 : 1;
  for (const error of errors) report(outcome, ask, error.path?.slice(pathPrefix) ?? [], cleanError(error, ask));
  for (const lack of lacks) report(outcome, ask, lack.path, failureOf(lack, ask, settling.node));
  if (isFields(value)) {
    Reflect.deleteProperty(value, ID_KEY);
    if (ask.kind === 'entity' && errors.length === 0 && lacks.length === 0) onEntity(ask, value);
  }
  return place(ask, value);
}

/** Fills the places of an ask with its failure. */
function fill({ outcome, settled }: Settling, ask: Ask, failure: Failure): void {
  settled.add(ask);
  fail(outcome, ask.slots, failure);
}

/** Puts an error at a path inside of every place of an ask. */
function report(outcome: Outcome, { slots }: Ask, rest: Path, failure: Failure): void {
  for (const slot of slots) for (const path of pathsOf(slot.place)) outcome.errors.push({ ...failure, path: [...path, ...rest] });
}

function failureOf(lack: Lack, { authority }: Ask, node: NodeSchema): Failure {
  return lack.kind === 'field' ? notSupported(authority, lack.field, node) : wordNotSupported(authority, lack.field, lack.word, node);
}

interface Fitted extends Mended {
  /** Why the value is no answer to the ask; null where it is one. */
  readonly problem: string | null;
}

/** The answer to an ask as the contract has it, whatever version its node is of. Only an answer that does not fit costs a second look. */
function fit({ variables }: Settling, ask: Ask, view: PartView | null, answered: unknown): Fitted {
  const typename = (object: object): unknown => (object === answered && ask.kind === 'entity' ? ask.representation.__typename : (object as Fields)[TYPE_NAME_KEY]);
  const problemOf = (value: unknown): string | null => (value === null ? null : misfitOf(ask, value, typename));
  const gaps = view?.gaps ?? null;
  const problem = gaps ? null : problemOf(answered);
  if (!gaps && problem === null) return { value: answered, lacks: [], problem };
  const mended = mend(answered, { expected: ask.part.expected, gaps, variables, typename });
  return { ...mended, problem: problemOf(mended.value) };
}

/** Why a value is no answer to an ask; null where it is one. */
function misfitOf(ask: Ask, value: unknown, typename: (value: object) => unknown): string | null {
  const at = misfit(value, ask.part.expected, typename);
  if (at !== null) return `answered something else than was asked at ${at}`;
  // What is no record, such as a record's history, says no id.
  if (ask.id === null || !ask.part.expected.fields?.has(ID_KEY)) return null;
  const id = isFields(value) ? value[ID_KEY] : undefined;
  return id === ask.id ? null : `answered with another record than ${ask.id}`;
}

/** Puts a value in the places of its ask; returns what its links ask next. */
export function place({ slots, part, ...ask }: Ask, value: unknown): readonly AskOrError[] {
  for (const { container, key } of slots) container[key] = value;
  const found: AskOrError[] = [];
  const typename = ask.kind === 'entity' ? ask.representation.__typename : null;
  const places = slots.map((slot) => slot.place);
  if (isFields(value)) walk(value, part.shape, typename, places, found);
  else if (Array.isArray(value)) value.forEach((one: unknown, key) => (isFields(one) ? walk(one, part.shape, typename, [{ parents: places, key }], found) : undefined));
  return found;
}

function walk(fields: Fields, shape: Shape, known: string | null, places: readonly Place[], found: AskOrError[]): void {
  const typename = shape.typed ? takeTypeName(fields) : known;
  const stands = (onTypes: ReadonlySet<string> | null): boolean => !onTypes || (typename !== null && onTypes.has(typename));
  for (const { key, onTypes, part, typenames } of shape.links) {
    if (stands(onTypes)) eachValue(fields, key, places, (reference, slot) => void found.push(askLinked(reference, typenames, part, slot)));
  }
  for (const { key, onTypes, shape: inner } of shape.nested) {
    if (stands(onTypes)) eachValue(fields, key, places, (value, slot) => (isFields(value) ? walk(value, inner, null, [slot.place], found) : undefined));
  }
}

function takeTypeName(fields: Fields): string | null {
  const name = fields[TYPE_NAME_KEY];
  Reflect.deleteProperty(fields, TYPE_NAME_KEY);
  return typeof name === 'string' ? name : null;
}

/** Visits the value of a field, or each element of a list, leaving out nulls. */
function eachValue(container: Fields, key: string, parents: readonly Place[], visit: (value: unknown, slot: Slot) => void): void {
  const value = container[key];
  if (!Array.isArray(value)) {
    if (value != null) visit(value, { container, key, place: { parents, key } });
    return;
  }
  const list = { parents, key };
  value.forEach((element: unknown, index) => {
    if (element != null) visit(element, { container: value as unknown as Fields, key: index, place: { parents: [list], key: index } });
  });
}

/** Joins asks for the same record with the same selection: it is asked once. */
export function joinAsks(asks: readonly Ask[]): readonly Ask[] {
  const joined = new Map<string, EntityAsk>();
  return asks.filter((ask) => {
    if (ask.kind === 'field') return true;
    const identity = `${String(ask.part.id)} ${ask.id}`;
    const same = joined.get(identity);
    if (same) same.slots.push(...ask.slots);
    else joined.set(identity, ask);
    return !same;
  });
}
