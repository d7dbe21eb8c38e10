import { defaultFieldResolver, execute, isObjectType, parse, validate, type DocumentNode, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { setTimeout as delay } from 'node:timers/promises';
import { catalogError } from '../../../../schema/errors.js';
import { parseId, TYPE_NAMES } from '../../../../schema/ids.js';
import { subgraphSdl } from '../../../../schema/sdl.js';
import type { AuthorityEntry } from '../../../../subgraphs/kit/follow-members.js';
import { TransportFailure, type Transport } from '../../../../subgraphs/kit/transport/transport.js';
import type { NodeTable } from '../../../../gateway/partition/plan.js';

/** A record with links by id, as small as the router's tests need. */
export interface TestRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

const LINKS = ['owner', 'conformsTo', 'series', 'derivedFrom', 'parent', 'supersedes', 'servesDatasets'];
const contract = parse(subgraphSdl('catalog'));

type Load = (id: string, linked: boolean) => unknown;

/** The contract over a way to load records by id: a node's, or the whole nation's at once. */
function schemaOver(load: Load, sdl: DocumentNode = contract): GraphQLSchema {
  const byId: GraphQLFieldResolver<unknown, unknown, { id: string }> = (_, { id }) => load(id, false);
  const link =
    (field: string): GraphQLFieldResolver<Record<string, unknown>, unknown> =>
    (record) => {
      const value = record[field];
      if (Array.isArray(value)) return value.map((id: string) => settle(() => load(id, true)));
      return value == null ? null : load(value as string, true);
    };
  const title: GraphQLFieldResolver<Record<string, unknown>, unknown, { lang?: string }> = (record, { lang }) => `${String(record['id'])} ${lang ?? 'ZH'}`;
  const recordType = { title, ...Object.fromEntries(LINKS.map((field) => [field, link(field)])), __resolveReference: async ({ id }: { id: string }) => load(id, false) };
  const fieldsOf = (type: string): object => Object.fromEntries(Object.entries(recordType).filter(([name]) => name.startsWith('__') || hasField(sdl, type, name)));
  return buildSubgraphSchema({
    typeDefs: sdl,
    resolvers: {
      Query: Object.fromEntries(['record', 'dataset', 'organization', 'standard'].filter((name) => hasField(sdl, 'Query', name)).map((name) => [name, byId])),
      Record: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      ...Object.fromEntries(Object.values(TYPE_NAMES).map((type) => [type, fieldsOf(type)])),
    } as never,
  });
}

const hasField = (sdl: DocumentNode, type: string, field: string): boolean =>
  sdl.definitions.some((node) => node.kind === 'ObjectTypeDefinition' && node.name.value === type && node.fields?.some(({ name }) => name.value === field));

const found = (record: TestRecord | undefined): object | null => {
  if (record?.['state'] === RETIRED) throw catalogError('RECORD_RETIRED', record.id, { id: record.id });
  return record ? typed(record) : null;
};

const settle = (load: () => unknown): unknown => {
  try {
    return load();
  } catch (error) {
    return error;
  }
};

const authorityOf = (id: string): string => id.split('-', 1)[0] as string;

const typed = (record: TestRecord): object => ({ __typename: typenameOf(record.id), version: 1, servedFrom: 'OWNER', titles: [{ lang: 'zh', text: record.id, __authority: authorityOf(record.id) }], ...record });

function typenameOf(id: string): string {
  const parsed = parseId(id);
  if (!parsed.ok) throw new Error(parsed.problem);
  return TYPE_NAMES[parsed.kind];
}

/** What is wrong with an authority's node. */
export type Health = 'good' | 'slow' | 'unreachable' | 'garbage' | 'short' | 'unknown' | Misanswer;

/** What a broken node may answer in place of a record. */
const MISANSWERS = {
  text: () => 'hello',
  list: (value: unknown) => [value],
  hollow: () => ({}),
  other: (value: unknown) => ({ ...(value as object), __partitionId: 'MEE-DS-0000000077-X' }),
  odd: (value: unknown) => ({ ...(value as object), version: { not: 'a number' }, titles: 'none', __partitionId: null }),
} as const;
type Misanswer = keyof typeof MISANSWERS;
export const MISANSWER_NAMES = Object.keys(MISANSWERS) as readonly Misanswer[];

/** What the registry says otherwise of an authority than that it is active and read from its owner. */
export type Standing = Readonly<Record<string, Partial<Pick<AuthorityEntry, 'status' | 'readPolicy' | 'reason'>>>>;

/** By authority: the contract that its node serves, and what that lacks: `Type.field` or `Type.field(argument)`. */
export type OtherContracts = Readonly<Record<string, { readonly sdl: string; readonly lacks: ReadonlySet<string> }>>;

/** Where the replica of a test's nation is; its health is under this word. */
export const REPLICA = 'REPLICA';
export const REPLICA_URL = `http://${REPLICA}`;

/** A record that was withdrawn. */
export const RETIRED = 'RETIRED';

/**
 * A nation of nodes in one process: a transport to them, their table, and one schema that holds everything at once.
 * Beside them stands a replica, which has every record that does not say `uncopied`.
 *
 * @param others nodes that serve another contract than the present one
 */
export function nationOf(records: readonly TestRecord[], authorities: readonly string[], others: OtherContracts = {}) {
  const byId = new Map(records.map((record) => [record.id, record]));
  let health: ReadonlyMap<string, Health> = new Map();
  let standing: Standing = {};
  const requests: { readonly url: string; readonly query: string; readonly variables: Readonly<Record<string, unknown>> }[] = [];
  const nodes = new Map<string, GraphQLSchema>(
    authorities.map((authority) => [
      `http://${authority}`,
      schemaOver((id, linked) => {
        if (linked) return { __typename: typenameOf(id), id };
        if (!id.startsWith(`${authority}-`)) throw new Error(`${authority} was asked for ${id}, which it does not own.`);
        return found(byId.get(id));
      }, others[authority] ? parse(others[authority].sdl) : contract),
    ]),
  );
  nodes.set(REPLICA_URL, schemaOver((id, linked) => {
    const record = byId.get(id);
    return linked ? { __typename: typenameOf(id), id } : record && !record['uncopied'] ? { ...found(record), servedFrom: 'REPLICA' } : null;
  }));
  const send: Transport = async ({ url, query, variables = {}, timeoutMillis = 0, signal }) => {
    requests.push({ url, query, variables });
    const authority = url.slice('http://'.length);
    const state = health.get(authority);
    if (state === 'slow') await delay(timeoutMillis, undefined, { signal, ref: false }).catch(() => undefined);
    if (state === 'slow' || state === 'unreachable') throw new TransportFailure('refused');
    if (state === 'garbage') return { data: null, errors: [{ message: 'boom at /srv/secret.js:1', extensions: { code: 'toString', stacktrace: ['secret'] } }] };
    const schema = nodes.get(url) as GraphQLSchema;
    const [invalid] = validate(schema, parse(query));
    if (invalid) return { errors: [{ message: `${invalid.message} ${query}`, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };
    const answer = await execute({ schema, document: parse(query), variableValues: variables });
    const wire = JSON.parse(JSON.stringify(answer)) as { data: Record<string, unknown>; errors?: never };
    const misanswer = state && state in MISANSWERS ? MISANSWERS[state as Misanswer] : null;
    if (misanswer) for (const [alias, value] of Object.entries(wire.data)) wire.data[alias] = Array.isArray(value) ? value.map(misanswer) : misanswer(value);
    if (state === 'short') for (const value of Object.values(wire.data)) if (Array.isArray(value)) value.pop();
    return wire;
  };
  const table = (): NodeTable => new Map(
    authorities.filter((code) => health.get(code) !== 'unknown').map((code): [string, AuthorityEntry] => [
      code,
      { code, nameZh: code, nameEn: code, kind: 'REGION', url: `http://${code}`, status: 'ACTIVE', contractVersion: '1.0', ...standing[code] },
    ]),
  );
  const whole = withLacks(schemaOver((id, linked) => wholeLoad(id, linked, byId, health, standing)), others);
  /** Sets the nodes' health, what the registry says of members, and forgets earlier requests. */
  const reset = (next: ReadonlyMap<string, Health>, members: Standing = {}): void => {
    health = next;
    standing = members;
    requests.length = 0;
  };
  return { send, table, requests, whole, reset };
}

/** The nation as one store, in which a field fails that the owner's node lacks. */
function withLacks(whole: GraphQLSchema, others: OtherContracts): GraphQLSchema {
  for (const type of Object.values(whole.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      const name = `${type.name}.${field.name}`;
      field.resolve = (source: { id?: string; __authority?: string } | undefined, args: { id?: string; lang?: string }, ...rest) => {
        const owner = others[source?.__authority ?? authorityOf(source?.id ?? args.id ?? '')];
        if (owner?.lacks.has(name) || (owner?.lacks.has(`${name}(lang)`) && args.lang !== 'ZH')) throw catalogError('FIELD_NOT_SUPPORTED', name);
        return resolve(source, args, ...rest) as unknown;
      };
    }
  }
  return whole;
}

/** How the nation as one store would load a record: with the failures that its owner's health makes. */
function wholeLoad(id: string, linked: boolean, byId: ReadonlyMap<string, TestRecord>, health: ReadonlyMap<string, Health>, standing: Standing): unknown {
  const parsed = parseId(id);
  if (!parsed.ok) throw catalogError('BAD_ID', parsed.problem);
  const state = health.get(parsed.authority) ?? 'unknown';
  if (state === 'unknown') throw catalogError('UNKNOWN_AUTHORITY', parsed.authority);
  const record = byId.get(id);
  const isCopied = health.get(REPLICA) === 'good' && record && !record['uncopied'];
  const isAnswered = (state === 'good' && standing[parsed.authority]?.status !== 'SUSPENDED') || isCopied;
  if (!isAnswered) throw catalogError('NODE_UNAVAILABLE', parsed.authority);
  if (record) return typed(record);
  if (linked) throw catalogError('RECORD_NOT_FOUND', id);
  return null;
}
