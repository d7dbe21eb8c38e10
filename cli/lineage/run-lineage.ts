import { parseId } from '../../schema/ids.js';
import { BadRequest } from '../bad-request.js';
import { askGateway, EXIT, type GatewayRequest, type LookupIo } from '../lookup/ask-gateway.js';
import { wholeNumber } from '../whole-number.js';
import { lineageTable, type ShownLineage } from './lineage-table.js';

/** What `ucat lineage` was asked for. */
export interface LineageCommandRequest extends GatewayRequest {
  readonly id: string;
  readonly direction: string;
  readonly depth: number;
  readonly first: number;
  readonly json?: boolean | undefined;
  /** Columns of the terminal; without one nothing is cut. */
  readonly columns?: number | undefined;
}

const KINDS: ReadonlySet<string> = new Set(['DATASET', 'DATA_PRODUCT', 'USE_CASE']);
const LINEAGE = 'lineage(direction: $direction, depth: $depth, first: $first) { nodes { id kind authority title distance missing hasMore } links { source derived crosses } cycles cut }';
const QUERY = `query ($id: ID!, $direction: LineageDirection!, $depth: Int!, $first: Int!) { record(id: $id) { id title ... on Dataset { ${LINEAGE} } ... on DataProduct { ${LINEAGE} } ... on UseCase { ${LINEAGE} } } }`;

/** Prints what a record was made from, or what was made from it. @returns the exit code; never throws for what a user can cause */
export const runLineage = (request: LineageCommandRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask) => {
    const { output, complain } = io;
    const variables = variablesOf(request);
    const { id } = request;
    const { record } = (await ask(QUERY, variables)) as { readonly record: { readonly id: string; readonly title: string; readonly lineage: ShownLineage | null } | null };
    if (!record?.lineage) {
      complain(record ? `The index has no record ${id} yet.` : `There is no record ${id}.`);
      return EXIT.NOT_FOUND;
    }
    if (request.json) output.write(`${JSON.stringify(record)}\n`);
    else if (record.lineage.nodes.length === 0) complain(`${id} ${variables.direction === 'UPSTREAM' ? 'names nothing that it was made from' : 'is named by nothing that was made from it'}.`);
    else output.write(lineageTable(record, record.lineage, request.columns));
    return EXIT.DONE;
  });

/** @throws BadRequest */
function variablesOf({ id, direction, depth, first }: LineageCommandRequest) {
  const parsed = parseId(id);
  if (!parsed.ok) throw new BadRequest(`ID: ${parsed.problem}`);
  if (!KINDS.has(parsed.kind)) throw new BadRequest(`ID: expected that of a dataset, data product or use case but got ${id}.`);
  const way = direction.toUpperCase();
  if (way !== 'UPSTREAM' && way !== 'DOWNSTREAM') throw new BadRequest(`--direction: expected upstream or downstream but got ${direction}.`);
  return { id, direction: way, depth: wholeNumber('--depth', depth, 1, 20), first: wholeNumber('--first', first, 1, 500) } as const;
}
