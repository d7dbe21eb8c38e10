import { KIND_CODES } from '../../schema/ids.js';
import type { PatientClient } from '../import/patient-client.js';
import { oneOf } from '../one-of.js';
import { wholeNumber } from '../whole-number.js';
import { askGateway, EXIT, type GatewayRequest, type LookupIo } from './ask-gateway.js';
import { hitTable, type Hits } from './hit-table.js';

/** What `ucat search` was asked for. */
export interface SearchRequest extends GatewayRequest {
  readonly words: string;
  readonly first: number;
  readonly kind?: string | undefined;
  readonly authority?: string | undefined;
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
export const runSearch = (request: SearchRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask) => {
    const kind = checkSearch(request);
    const hits = await search(ask, { ...request, kind });
    io.output.write(request.json ? `${JSON.stringify(hits)}\n` : hitTable(hits, request.columns));
    return EXIT.DONE;
  });

async function search(ask: PatientClient, { words, first, kind, authority }: SearchRequest): Promise<Hits> {
  const filter = { ...(kind !== undefined && { kinds: [kind] }), ...(authority !== undefined && { authorities: [authority] }) };
  const answer = await ask(SEARCH, { query: words, filter, first });
  const { total, edges, index } = answer['search'] as { readonly total: number; readonly edges: readonly { readonly node: Hits['hits'][number] }[]; readonly index: Hits['index'] };
  return { total, hits: edges.map(({ node }) => node), index };
}

/** @returns the kind, as the schema spells it @throws BadRequest */
function checkSearch({ first, kind }: SearchRequest): string | undefined {
  wholeNumber('--first', first, 1, 100);
  return kind === undefined ? undefined : oneOf('--kind', kind, Object.keys(KIND_CODES));
}
