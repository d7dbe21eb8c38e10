import { catalogError, ERROR_CODES } from '../../schema/errors.js';
import type { TransportAnswer, WireError } from '../../subgraphs/kit/transport/transport.js';
import { fail, pathsOf, type Ask, type EntityAsk, type Outcome, type Place, type Slot } from './ask.js';
import { askEntity, type AskOrError, type Entry, type NodeRequest } from './plan.js';
import { TYPE_NAME_KEY, type Shape } from './rewrite.js';

type Failure = Omit<WireError, 'path'>;
type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Told of each record that came whole, before anything is written into it. */
export type OnEntity = (ask: EntityAsk, value: object) => void;

/** Puts a node's answer in its places; returns what its links ask next. */
export function mergeAnswer(outcome: Outcome, request: NodeRequest, { data, errors = [] }: TransportAnswer, onEntity: OnEntity): readonly AskOrError[] {
  if (!data) {
    failRequest(outcome, request, refusal(request, errors[0]));
    return [];
  }
  const next = request.entries.flatMap((entry) => mergeEntry(outcome, entry, data[entry.alias], errors.filter(({ path }) => path?.[0] === entry.alias), request, onEntity));
  const stray = errors.find(({ path }) => !request.entries.some(({ alias }) => alias === path?.[0]));
  if (stray) outcome.errors.push(clean(stray, request));
  return next;
}

/** Fails everything that a request asked, for one reason. */
export function failRequest(outcome: Outcome, { entries }: NodeRequest, failure: Failure): void {
  for (const entry of entries) for (const ask of asksOf(entry)) fail(outcome, ask.slots, failure);
}

const asksOf = (entry: Entry): readonly Ask[] => (entry.kind === 'field' ? [entry.ask] : entry.asks);

function mergeEntry(outcome: Outcome, entry: Entry, value: unknown, errors: readonly WireError[], request: NodeRequest, onEntity: OnEntity): readonly AskOrError[] {
  if (entry.kind === 'field') return settle(outcome, entry.ask, value ?? null, errors, 1, request);
  if (!Array.isArray(value) || value.length !== entry.asks.length) {
    const failure = errors[0] ? clean(errors[0], request) : misanswered(request, `${String(entry.asks.length)} entities`, Array.isArray(value) ? `${String(value.length)}` : 'none');
    for (const ask of entry.asks) fail(outcome, ask.slots, failure);
    return [];
  }
  return entry.asks.flatMap((ask, index) => {
    const own = errors.length === 0 ? errors : errors.filter(({ path }) => path?.[1] === index);
    const entity: unknown = value[index] ?? null;
    if (isFields(entity) && own.length === 0) onEntity(ask, entity);
    return settle(outcome, ask, entity, entity === null && own.length === 0 ? [notFound(ask)] : own, 2, request);
  });
}

/** Puts the value of one ask in its places, with its errors, and collects its links. */
function settle(outcome: Outcome, ask: Ask, value: unknown, errors: readonly WireError[], pathPrefix: number, request: NodeRequest): readonly AskOrError[] {
  for (const error of errors) {
    const rest = error.path?.slice(pathPrefix) ?? [];
    const cleaned = clean(error, request);
    for (const slot of ask.slots) for (const path of pathsOf(slot.place)) outcome.errors.push({ ...cleaned, path: [...path, ...rest] });
  }
  return place(ask, value);
}

/** Puts a value in the places of its ask; returns what its links ask next. */
export function place({ slots, part, ...ask }: Ask, value: unknown): readonly AskOrError[] {
  for (const { container, key } of slots) container[key] = value;
  const found: AskOrError[] = [];
  const typename = ask.kind === 'entity' ? ask.representation.__typename : null;
  if (isFields(value)) walk(value, part.shape, typename, slots.map((slot) => slot.place), found);
  return found;
}

function walk(fields: Fields, shape: Shape, known: string | null, places: readonly Place[], found: AskOrError[]): void {
  const typename = shape.typed ? takeTypeName(fields) : known;
  const stands = (onTypes: ReadonlySet<string> | null): boolean => !onTypes || (typename !== null && onTypes.has(typename));
  for (const { key, onTypes, part } of shape.links) {
    if (stands(onTypes)) eachValue(fields, key, places, (reference, slot) => void found.push(askEntity(reference, part, slot)));
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
  const result: Ask[] = [];
  for (const ask of asks) {
    // A representation with more than its key may differ from another of the same id.
    const identity = ask.kind === 'entity' && Object.keys(ask.representation).length === 2 ? `${String(ask.part.id)} ${ask.representation.id}` : null;
    const same = identity === null ? undefined : joined.get(identity);
    if (same) {
      same.slots.push(...ask.slots);
      continue;
    }
    result.push(ask);
    if (identity !== null) joined.set(identity, ask as EntityAsk);
  }
  return result;
}

/** An error as a client may see it: our codes pass, anything else says only that the node failed. */
function clean({ message, extensions }: WireError, { authorities }: NodeRequest): Failure {
  const code = extensions?.['code'];
  if (typeof code === 'string' && code in ERROR_CODES) return { message, extensions: extensions ?? {} };
  return asFailure(catalogError('NODE_UNAVAILABLE', `The node of ${authorities.join(', ')} could not answer: ${message}`, { ...single(authorities), retryable: false }));
}

function refusal(request: NodeRequest, error: WireError | undefined): Failure {
  return error ? clean(error, request) : misanswered(request, 'data', 'none');
}

const misanswered = ({ authorities }: NodeRequest, expected: string, got: string): Failure =>
  asFailure(catalogError('NODE_UNAVAILABLE', `The node of ${authorities.join(', ')} was expected to answer ${expected} but answered ${got}.`, { ...single(authorities), retryable: true }));

const notFound = ({ authority, representation }: EntityAsk): WireError =>
  asFailure(catalogError('RECORD_NOT_FOUND', `"${authority}" has no record ${representation.id}.`, { authority, id: representation.id }));

/** The failure of a node that did not answer: refused, cut or out of time. */
export function unavailable({ authorities }: NodeRequest, reason: string): Failure {
  return asFailure(catalogError('NODE_UNAVAILABLE', `The node of ${authorities.join(', ')} ${reason}.`, { ...single(authorities), retryable: true }));
}

const single = (authorities: readonly string[]): { readonly authority: string } => ({ authority: authorities.join() });
const asFailure = ({ message, extensions }: ReturnType<typeof catalogError>): Failure => ({ message, extensions });
