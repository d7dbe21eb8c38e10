import { Kind, parse, type InputObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { catalogError } from '../../schema/errors.js';
import { subgraphSdl } from '../../schema/sdl.js';

/** Variables of the search that a feed's address asks for. */
export interface FeedVariables {
  readonly query: string | null;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly lang: string;
  readonly first: number;
}

const MOST_ENTRIES = 100;
const USUAL_ENTRIES = 50;

/** Reads one field of the filter from the parameters of its name. */
type ReadField = (parameters: URLSearchParams, name: string) => unknown;

/**
 * Makes the function that reads a feed's parameters: `query`, `lang`, `first`, and each field of `SearchFilter` by its
 * name. A list is the parameter given several times, a range `issued.from` and `issued.to`, a box four numbers with commas.
 * It is read from the schema, so a new field of the filter is a parameter too.
 */
export function feedVariablesReader(sdl: string = subgraphSdl('search')): (parameters: URLSearchParams) => FeedVariables {
  const fields = new Map(filterFields(sdl).map(({ name, type }) => [name.value, readerOf(type)]));
  const ranges = [...fields].filter(([, read]) => read === readRange).flatMap(([name]) => [`${name}.from`, `${name}.to`]);
  const known = new Set(['query', 'lang', 'first', ...[...fields].filter(([, read]) => read !== readRange).map(([name]) => name), ...ranges]);

  return function readFeedVariables(parameters) {
    const unknown = [...parameters.keys()].find((name) => !known.has(name));
    if (unknown !== undefined) refuse(unknown, `one of ${[...known].join(', ')}`, 'another parameter');
    const filter = Object.fromEntries([...fields].map(([name, read]) => [name, read(parameters, name)] as const).filter(([, value]) => value !== undefined));
    const first = parameters.has('first') ? Number(parameters.get('first')) : USUAL_ENTRIES;
    if (!Number.isInteger(first) || first < 1 || first > MOST_ENTRIES) refuse('first', `1 to ${String(MOST_ENTRIES)}`, parameters.get('first'));
    return { query: readOne(parameters, 'query') ?? null, filter, lang: (readOne(parameters, 'lang') ?? 'ZH').toUpperCase(), first };
  };
}

function filterFields(sdl: string): readonly { readonly name: { readonly value: string }; readonly type: TypeNode }[] {
  const filter = parse(sdl).definitions.find((node): node is InputObjectTypeDefinitionNode => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && node.name.value === 'SearchFilter');
  if (!filter?.fields) throw new TypeError('Expected the schema to have the input SearchFilter.');
  return filter.fields;
}

function readerOf(type: TypeNode): ReadField {
  if (type.kind === Kind.NON_NULL_TYPE) return readerOf(type.type);
  if (type.kind === Kind.LIST_TYPE) return nameOf(type) === 'Float' ? readNumbers : readList;
  if (type.name.value === 'DateRange') return readRange;
  return type.name.value === 'Boolean' ? readBoolean : readOne;
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

function readOne(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  if (values.length > 1) refuse(name, 'one value', `${String(values.length)} of them`);
  return values[0] === '' ? undefined : values[0];
}

const readList: ReadField = (parameters, name) => (parameters.has(name) ? parameters.getAll(name) : undefined);

const readBoolean: ReadField = (parameters, name) => {
  const text = readOne(parameters, name);
  if (text !== undefined && text !== 'true' && text !== 'false') refuse(name, 'true or false', text);
  return text === undefined ? undefined : text === 'true';
};

const readNumbers: ReadField = (parameters, name) => {
  const text = readOne(parameters, name);
  const numbers = text?.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (numbers?.some((number) => !Number.isFinite(number))) refuse(name, 'numbers with commas between them', text);
  return numbers;
};

function readRange(parameters: URLSearchParams, name: string): unknown {
  const [from, to] = [readOne(parameters, `${name}.from`), readOne(parameters, `${name}.to`)];
  return from === undefined && to === undefined ? undefined : { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function refuse(parameter: string, expected: string, got: unknown): never {
  throw catalogError('BAD_INPUT', `${parameter}: expected ${expected} but got ${JSON.stringify(got)}.`, { argument: parameter });
}
