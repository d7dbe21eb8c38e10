import { KIND_CODES } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { cliTransport } from '../cli-transport.js';
import { BadRequest } from '../import/check-request.js';
import { createPatientClient, type PatientClient } from '../import/patient-client.js';
import { oneOf } from '../one-of.js';
import { EXIT, type LookupIo } from './run-get.js';
import { hitTable, type Hits } from './hit-table.js';

/** What `ucat search` was asked for. */
export interface SearchRequest {
  readonly words: string;
  readonly gateway: string;
  readonly first: number;
  readonly kind?: string | undefined;
  readonly authority?: string | undefined;
  /** Of a viewer; without one only what is public is found. */
  readonly token?: string | undefined;
  readonly json?: boolean | undefined;
  /** Columns of the terminal; without one nothing is cut. */
  readonly columns?: number | undefined;
}

const SEARCH = `query ($query: String, $filter: SearchFilter, $first: Int) {
  search(query: $query, filter: $filter, first: $first) {
    total
    edges { node { id kind authority title summary ownerName modified score } }
    index { asOf authorities { authority reachable } }
  }
}`;

/** Searches the nation and prints the hits. @returns the exit code; never throws for what a user can cause */
export async function runSearch(request: SearchRequest, { output, complain, signal }: LookupIo): Promise<number> {
  const http = cliTransport();
  try {
    const kind = checkSearch(request);
    const hits = await search(createPatientClient({ url: request.gateway, send: http.send, token: request.token, attempts: 2, signal }), { ...request, kind });
    output.write(request.json ? `${JSON.stringify(hits)}\n` : hitTable(hits, request.columns));
    return EXIT.DONE;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

async function search(ask: PatientClient, { words, first, kind, authority }: SearchRequest): Promise<Hits> {
  const filter = { ...(kind !== undefined && { kinds: [kind] }), ...(authority !== undefined && { authorities: [authority] }) };
  const answer = await ask(SEARCH, { query: words, filter, first });
  const { total, edges, index } = answer['search'] as { readonly total: number; readonly edges: readonly { readonly node: Hits['hits'][number] }[]; readonly index: Hits['index'] };
  return { total, hits: edges.map(({ node }) => node), index };
}

/** @returns the kind, as the schema spells it @throws BadRequest */
function checkSearch({ gateway, first, kind }: SearchRequest): string | undefined {
  if (!isHttpUrl(gateway)) throw new BadRequest(`--gateway: expected the http or https address of a GraphQL endpoint but got ${gateway}.`);
  if (!Number.isInteger(first) || first < 1 || first > 100) throw new BadRequest(`--first: expected a whole number of 1 to 100 but got ${Number.isNaN(first) ? 'what is no number' : String(first)}.`);
  return kind === undefined ? undefined : oneOf('--kind', kind, Object.keys(KIND_CODES));
}
