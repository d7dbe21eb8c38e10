import { GraphQLError } from 'graphql';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { catalogError } from '../../schema/errors.js';
import { refusedAnswer, type Answerer, type HttpAnswer } from '../../subgraphs/kit/apollo-handler.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import type { RouteHandler, Routes } from '../../subgraphs/kit/observe/route-handler.js';
import type { WireError } from '../../subgraphs/kit/transport/transport.js';
import { allowEveryOrigin } from '../http/allow-every-origin.js';
import { askAsViewer, type AskView } from '../http/ask-view.js';
import { originOf } from '../http/origin.js';
import { ATOM_TYPE, toAtom } from './atom.js';
import { feedVariablesReader, type FeedVariables } from './feed-variables.js';
import { JSON_FEED_TYPE, toJsonFeed } from './json-feed.js';
import type { FeedHit, SearchFeed } from './search-feed.js';

const QUERY = `query Feed($query: String, $filter: SearchFilter, $first: Int, $lang: Lang) {
  search(query: $query, filter: $filter, sort: PUBLISHED, first: $first, lang: $lang) {
    edges { node { id kind authority title summary ownerName modified published } }
  }
}`;

/** How long a reader may take its own copy for the newest. */
const FRESH_SECONDS = 60;

/**
 * `/feeds/search.atom` and `/feeds/search.json`: the newest records that match, for whoever asks, as `/graphql` would find them.
 *
 * @param answer answers GraphQL, under the gateway's limits
 * @param publicUrl address under which clients know the gateway; undefined: as each asks for it
 */
export function feedRoutes(answer: Answerer, publicUrl: string | undefined): Routes {
  const read = feedVariablesReader();
  const ask = askAsViewer(answer);
  const serve = (write: (feed: SearchFeed) => string, type: string): RouteHandler =>
    async function serveFeed(request, response, scope) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return send(request, response, refusedAnswer(405, catalogError('BAD_INPUT', `Expected GET but got ${String(request.method)}.`), scope, { allow: 'GET, HEAD' }));
      const found = await findHits(request, scope, read, ask);
      if ('status' in found) return send(request, response, found);
      const { hits, variables } = found;
      const body = Buffer.from(write({ hits, ...describe(originOf(request, publicUrl), request.url ?? '/', variables) }));
      send(request, response, { status: 200, headers: { 'content-type': type, ...freshness(request, body) }, body });
    };
  return { '/feeds/search.atom': allowEveryOrigin(serve(toAtom, ATOM_TYPE)), '/feeds/search.json': allowEveryOrigin(serve(toJsonFeed, JSON_FEED_TYPE)) };
}

interface Found {
  readonly hits: readonly FeedHit[];
  readonly variables: FeedVariables;
}

async function findHits(request: IncomingMessage, scope: RequestScope, read: (parameters: URLSearchParams) => FeedVariables, ask: AskView): Promise<Found | HttpAnswer> {
  let variables: FeedVariables;
  try {
    variables = read(new URL(request.url ?? '/', 'http://localhost').searchParams);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refusedAnswer(400, error, scope);
  }
  const { data, errors, ...answered } = await ask(request, scope, QUERY, { ...variables });
  const search = data?.['search'] as { readonly edges: readonly { readonly node: FeedHit }[] } | null | undefined;
  if (!search) return { ...answered, status: answered.status === 200 ? statusOf(errors[0]) : answered.status };
  return { hits: search.edges.map(({ node }) => node), variables };
}

function statusOf(error: WireError | undefined): number {
  const code = error?.extensions?.['code'];
  if (code === 'BAD_INPUT') return 400;
  return code === 'INDEX_UNAVAILABLE' ? 503 : 502;
}

function describe(origin: string, path: string, { query, filter, lang }: FeedVariables): Omit<SearchFeed, 'hits'> {
  const question = JSON.stringify([query, Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)), lang]);
  const narrowed = Object.values(filter).flat().map((value) => (typeof value === 'object' && value !== null ? Object.values(value as object).join('–') : String(value)));
  const words = [query, ...narrowed].filter((word) => word !== null && word !== '');
  const [name, everything] = lang === 'EN' ? ['Union Catalog', 'all records'] : ['联合目录', '全部'];
  return {
    title: `${name}: ${words.length === 0 ? everything : words.join(', ')}`,
    id: `urn:ucat:search:${createHash('sha256').update(question).digest('hex').slice(0, 32)}`,
    selfUrl: `${origin}${path}`,
    homeUrl: `${origin}/`,
    recordUrl: `${origin}/id/`,
    lang: lang === 'EN' ? 'en' : 'zh',
  };
}

/**
 * What a reader needs to ask again: an answer to somebody known is kept by nobody but that reader. There is no date of
 * the last change: withdrawing a record changes the feed and leaves none.
 */
function freshness({ headers }: IncomingMessage, body: Buffer): Readonly<Record<string, string>> {
  const isKnown = headers.authorization !== undefined;
  return {
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    'cache-control': `${isKnown ? 'private' : 'public'}, max-age=${String(FRESH_SECONDS)}`,
    vary: 'authorization',
  };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (status === 200 && isKnownAlready(request, headers)) {
    response.writeHead(304, Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'))).end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(request.method === 'HEAD' ? undefined : body);
}

/** Only a tag tells it: a date would pass a feed for known from which something was withdrawn since. */
function isKnownAlready({ headers }: IncomingMessage, answered: Readonly<Record<string, string>>): boolean {
  const tags = headers['if-none-match'] ?? '';
  return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === answered['etag']);
}
