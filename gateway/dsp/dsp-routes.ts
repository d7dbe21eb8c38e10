import { GraphQLError } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_IRI_BASE } from '../../schema/formats/linked.js';
import { parseId } from '../../schema/ids.js';
import { readUtf8Body, type Answerer, type BodyLimits } from '../../subgraphs/kit/apollo-handler.js';
import { sendJson } from '../../subgraphs/kit/http-server.js';
import type { RequestScope } from '../../subgraphs/kit/observe/request-scope.js';
import type { Routes } from '../../subgraphs/kit/observe/route-handler.js';
import { askAsViewer, type ViewAnswer } from '../http/ask-view.js';
import { catalogErrorMessage, DSP_CONTEXT, requestProblem, type DspCatalog } from './messages.js';
import { DATASET_FIELDS, toDspDataset, type AnsweredDataset } from './to-dsp-dataset.js';

/** Datasets of one page of the catalog. */
const PAGE = 50;
const PATH = '/catalog/datasets/';
const IRI = new RegExp(`^${DEFAULT_IRI_BASE}`);
const CATALOG = `query ($after: String) { search(filter: { kinds: [DATASET] }, first: ${String(PAGE)}, after: $after) { edges { node { record { ... on Dataset { ${DATASET_FIELDS} } } } } pageInfo { hasNextPage endCursor } } }`;
const DATASET = `query ($id: ID!) { dataset(id: $id) { ${DATASET_FIELDS} } }`;

/** A request that is not answered, as the protocol tells it. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reasons: readonly string[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(reasons.join(' '));
  }
}

/**
 * The catalog of the Dataspace Protocol 2025-1 (catalog protocol, HTTPS binding): `POST /catalog/request`,
 * `GET /catalog/datasets/:id` and where they are, `GET /.well-known/dspace-version`. It shows what the viewer may see in the
 * national view and no more.
 *
 * @param answer answers GraphQL, under the gateway's limits
 * @param participantId how the catalog is called among participants
 */
export function dspRoutes(answer: Answerer, participantId: string, limits: BodyLimits): Routes {
  const ask = askAsViewer(answer);
  return {
    '/.well-known/dspace-version': (_, response) => sendJson(response, 200, { protocolVersions: [{ version: '2025-1', path: '/', binding: 'HTTPS' }] }),
    '/catalog/request': answering('POST', async (request, scope, response) => {
      await readRequest(request, limits);
      return catalogPage(await ask(request, scope, CATALOG, { after: cursorOf(request) }), participantId, response);
    }),
    [`${PATH}*`]: answering('GET', async (request, scope) => {
      const id = idOf(request);
      const { data } = answered(await ask(request, scope, DATASET, { id }), 'dataset');
      const found = toDspDataset(data['dataset'] as AnsweredDataset);
      if (!found) throw new Refused(404, 'NOT_OFFERED', [`${id} is not offered here: there is no way to get it, or its terms can not be told in this protocol.`]);
      return { '@context': DSP_CONTEXT, ...found };
    }),
  };
}

type Make = (request: IncomingMessage, scope: RequestScope, response: ServerResponse) => Promise<unknown>;

function answering(method: string, make: Make): Routes[string] {
  return async function answerDsp(request, response, scope) {
    try {
      if (request.method !== method) throw new Refused(405, 'BAD_INPUT', [`Expected ${method} but got ${String(request.method)}.`], { allow: method });
      sendJson(response, 200, await make(request, scope, response));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      response.setHeaders(new Map(Object.entries(error.headers)));
      sendJson(response, error.status, catalogErrorMessage(error.code, error.reasons));
    }
  };
}

/** @throws Refused where it is no request for a catalog */
async function readRequest(request: IncomingMessage, limits: BodyLimits): Promise<void> {
  let text: string;
  try {
    text = (await readUtf8Body(request, limits)).toString('utf8');
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { code, http } = error.extensions as { readonly code: string; readonly http?: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } };
    throw new Refused(http?.status ?? 400, code, [error.message], http?.headers);
  }
  const problem = requestProblem(parse(text));
  if (problem !== null) throw new Refused(400, 'BAD_INPUT', [problem]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The place that a page begins behind, from the address that the page before named. */
const cursorOf = ({ url = '/' }: IncomingMessage): string | null => new URL(url, 'http://catalog.invalid').searchParams.get('after');

/** Both an id and its IRI in a catalog name a dataset. */
function idOf({ url = '/' }: IncomingMessage): string {
  let id: string;
  try {
    id = decodeURIComponent(new URL(url, 'http://catalog.invalid').pathname.slice(PATH.length)).replace(IRI, '');
  } catch {
    throw new Refused(400, 'BAD_ID', ['Expected the id of a dataset, percent-encoded where it needs to be.']);
  }
  const parsed = parseId(id);
  if (!parsed.ok) throw new Refused(400, 'BAD_ID', [parsed.problem]);
  if (parsed.kind !== 'DATASET') throw new Refused(400, 'BAD_ID', [`Expected the id of a dataset but got one of the kind ${parsed.kind}.`]);
  return id;
}

function catalogPage(asked: ViewAnswer, participantId: string, response: ServerResponse): unknown {
  const { data } = answered(asked, 'search');
  const { edges, pageInfo } = data['search'] as { readonly edges: readonly { readonly node: { readonly record: AnsweredDataset | null } }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };
  if (pageInfo.hasNextPage && pageInfo.endCursor !== null) response.setHeader('link', `</catalog/request?after=${encodeURIComponent(pageInfo.endCursor)}>; rel="next"`);
  const catalog = byAuthority(edges.flatMap(({ node }) => node.record ?? []));
  return { '@context': DSP_CONTEXT, '@type': 'Catalog', '@id': `${participantId}:catalog`, participantId, ...(catalog.length > 0 && { catalog }) };
}

function byAuthority(records: readonly AnsweredDataset[]): readonly DspCatalog[] {
  const found = new Map<string, NonNullable<ReturnType<typeof toDspDataset>>[]>();
  for (const record of records) {
    const dataset = toDspDataset(record);
    if (dataset) found.set(record.authority, [...(found.get(record.authority) ?? []), dataset]);
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([authority, dataset]) => ({ '@type': 'Catalog', '@id': `urn:ucat:authority:${authority}`, dataset }));
}

const STATUS: Readonly<Record<string, number>> = { BAD_ID: 400, BAD_INPUT: 400, BAD_CURSOR: 400, UNKNOWN_AUTHORITY: 404, RECORD_NOT_FOUND: 404, RECORD_RETIRED: 404, UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429 };

/** The answer, where it has what was asked for. A part of it may be missing, such as an office that is away. @throws Refused */
function answered({ status, headers, data, errors }: ViewAnswer, field: string): { readonly data: Readonly<Record<string, unknown>> } {
  if (data?.[field]) return { data };
  const [first] = errors;
  const code = typeof first?.extensions?.['code'] === 'string' ? first.extensions['code'] : 'RECORD_NOT_FOUND';
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'retry-after' || name === 'www-authenticate'));
  throw new Refused(status >= 400 ? status : (STATUS[code] ?? (first ? 503 : 404)), code, first ? errors.map(({ message }) => message) : ['There is no such dataset.'], kept);
}
