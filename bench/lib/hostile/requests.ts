import { getIntrospectionQuery } from 'graphql';

/** A request that is made to exhaust whoever answers it, and how it must be refused. */
export interface HostileRequest {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly status: number;
  readonly code: string;
  /** Which limit the refusal names, where it is one of form. */
  readonly limit?: string;
}

const times = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');
const nested = (depth: number, inner: string): string => `${'owner { parent { '.repeat(depth / 2)}${inner}${' } }'.repeat(depth / 2)}`;
const ask = (query: string, variables?: unknown): string => JSON.stringify({ query, variables });
const ID = '310000-DS-0000000001-8';

/** Fragments each of which spreads the next twice: so many levels double what is asked. */
const doubling = (levels: number): string => `${times(levels, (n) => `fragment F${String(n)} on Query { a: __typename ...F${String(n + 1)} b: __typename ...F${String(n + 1)} }`)} fragment F${String(levels)} on Query { __typename } { ...F0 }`;

const over = (limit: string, name: string, body: string): HostileRequest => ({ name, body, status: 400, code: 'OPERATION_TOO_LARGE', limit });

/** The corpus; `bodyBytes` and below are the gateway's defaults. */
export const hostileRequests = (): readonly HostileRequest[] => [
  over('depth', 'deep selections', ask(`{ dataset(id: "${ID}") { ${nested(60, 'id')} } }`)),
  over('depth', 'deep inline fragments of deep fields', ask(`{ dataset(id: "${ID}") { ... on Dataset { ${nested(40, 'id')} } } }`)),
  over('tokens', 'deeper than the parser goes', ask(`{ a `.repeat(50_000))),
  over('tokens', 'a hundred thousand fields', ask(`{ ${times(100_000, () => 'id')} }`)),
  over('tokens', 'a list of a hundred thousand words in the text', ask(`{ search(filter: { keywords: [${times(100_000, () => '"a"')}] }) { total } }`)),
  over('depth', 'nested lists in the text', ask(`{ search(filter: ${'['.repeat(50_000)}) { total } }`)),
  over('rootFields', 'many fields at the top', ask(`{ ${times(300, (n) => `a${String(n)}: __typename`)} }`)),
  over('aliases', 'aliases of one field', ask(`{ dataset(id: "${ID}") { ${times(300, (n) => `a${String(n)}: title`)} } }`)),
  over('aliases', 'aliases of __typename', ask(`{ dataset(id: "${ID}") { ${times(300, (n) => `a${String(n)}: __typename`)} } }`)),
  over('aliases', 'one record asked for again and again', ask(`{ ${times(60, (n) => `a${String(n)}: dataset(id: "${ID}") { b: title c: title d: title }`)} }`)),
  over('fragments', 'a fragment that spreads itself', ask('query { ...A } fragment A on Query { __typename ...A }')),
  over('fragments', 'fragments that spread each other', ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }')),
  over('fragments', 'a cycle that no operation spreads', ask('{ __typename } fragment A on Query { ...A }')),
  over('fields', 'fragments that double what is asked, thirty times', ask(doubling(30))),
  over('fields', 'the same below the limit of tokens, sixty times', ask(doubling(60))),
  over('directives', 'directives on one field', ask(`{ __typename ${times(200, () => '@include(if: true)')} }`)),
  over('directives', 'unknown directives on the operation', ask(`query ${times(200, (n) => `@a${String(n)}`)} { __typename }`)),
  over('variables', 'a long list as a variable', ask('query ($k: [String!]) { search(filter: { keywords: $k }) { total } }', { k: Array.from({ length: 50_000 }, () => 'a') })),
  over('variables', 'variables that nobody asked for', ask('{ __typename }', Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`v${String(n)}`, n])))),
  over('variablesDepth', 'deep variables', `{"query":"query ($k: [String!]) { search(filter: { keywords: $k }) { total } }","variables":{"k":${'['.repeat(4_000)}${']'.repeat(4_000)}}}`),
  over('cost', 'pages within a page', ask('{ search(first: 100) { edges { node { record { ... on Dataset { owner { parent { parent { parent { id } } } } conformsTo { supersedes { supersedes { supersedes { id title } } } } } } } } } }')),
  over('cost', 'as many pages as there are names for', ask(`{ ${times(80, (n) => `p${String(n)}: search(first: 100) { edges { node { id title summary modified ownerName kind authority } } }`)} }`)),
  over('cost', 'a page of all', ask('query ($n: Int) { search(first: $n) { edges { node { id } } } }', { n: 2_147_483_647 })),
  { name: 'introspection in introspection', body: ask(`{ __schema { types { ${'fields { type { '.repeat(6)}name${' } }'.repeat(6)} } } }`), status: 400, code: 'GRAPHQL_VALIDATION_FAILED|OPERATION_TOO_LARGE' },
  over('rootFields', 'the whole schema, again and again', ask(`{ ${times(120, (n) => `s${String(n)}: __schema { types { name } }`)} }`)),
  { name: 'a batch of mutations', body: JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: `mutation { retireRecord(id: "${ID}", reason: "x") { id } }` }))), status: 400, code: 'BAD_INPUT' },
  { name: 'malformed UTF-8', body: Buffer.concat([Buffer.from('{"query":"{ __typename }","operationName":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]), status: 400, code: 'BAD_INPUT' },
  { name: 'no JSON', body: '{"query": "{ __typename }"', status: 400, code: 'BAD_INPUT' },
  { name: 'a body of 2 MiB', body: ask('{ __typename }', { x: 'a'.repeat(2 * 1024 * 1024) }), status: 413, code: 'REQUEST_TOO_LARGE' },
];

/** What honest clients ask that comes nearest to the limits. */
export const honestIntrospection = (): string => JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true }), operationName: 'IntrospectionQuery' });
