import { parseId } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { cliTransport } from '../cli-transport.js';
import { BadRequest } from '../import/check-request.js';
import { createPatientClient } from '../import/patient-client.js';
import { EXIT, type LookupIo } from '../lookup/run-get.js';
import { lineageTable, type ShownLineage } from './lineage-table.js';

/** What `ucat lineage` was asked for. */
export interface LineageCommandRequest {
  readonly id: string;
  readonly direction: string;
  readonly depth: number;
  readonly first: number;
  readonly gateway: string;
  readonly token?: string | undefined;
  readonly json?: boolean | undefined;
  /** Columns of the terminal; without one nothing is cut. */
  readonly columns?: number | undefined;
}

const KINDS: ReadonlySet<string> = new Set(['DATASET', 'DATA_PRODUCT', 'USE_CASE']);
const LINEAGE = 'lineage(direction: $direction, depth: $depth, first: $first) { nodes { id kind authority title distance missing hasMore } links { source derived crosses } cycles cut }';
const QUERY = `query ($id: ID!, $direction: LineageDirection!, $depth: Int!, $first: Int!) { record(id: $id) { id title ... on Dataset { ${LINEAGE} } ... on DataProduct { ${LINEAGE} } ... on UseCase { ${LINEAGE} } } }`;

/** Prints what a record was made from, or what was made from it. @returns the exit code; never throws for what a user can cause */
export async function runLineage(request: LineageCommandRequest, { output, complain, signal }: LookupIo): Promise<number> {
  const http = cliTransport();
  try {
    const variables = variablesOf(request);
    const { gateway, token, id } = request;
    const { record } = (await createPatientClient({ url: gateway, send: http.send, token, attempts: 2, signal })(QUERY, variables)) as { readonly record: { readonly id: string; readonly title: string; readonly lineage: ShownLineage | null } | null };
    if (!record?.lineage) {
      complain(record ? `The index has no record ${id} yet.` : `There is no record ${id}.`);
      return EXIT.NOT_FOUND;
    }
    if (request.json) output.write(`${JSON.stringify(record)}\n`);
    else if (record.lineage.nodes.length === 0) complain(`${id} ${variables.direction === 'UPSTREAM' ? 'names nothing that it was made from' : 'is named by nothing that was made from it'}.`);
    else output.write(lineageTable(record, record.lineage, request.columns));
    return EXIT.DONE;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

/** @throws BadRequest */
function variablesOf({ id, direction, depth, first, gateway }: LineageCommandRequest) {
  const parsed = parseId(id);
  if (!parsed.ok) throw new BadRequest(`ID: ${parsed.problem}`);
  if (!KINDS.has(parsed.kind)) throw new BadRequest(`ID: expected that of a dataset, data product or use case but got ${id}.`);
  if (!isHttpUrl(gateway)) throw new BadRequest(`--gateway: expected the http or https address of a GraphQL endpoint but got ${gateway}.`);
  const way = direction.toUpperCase();
  if (way !== 'UPSTREAM' && way !== 'DOWNSTREAM') throw new BadRequest(`--direction: expected upstream or downstream but got ${direction}.`);
  return { id, direction: way, depth: between('--depth', depth, 1, 20), first: between('--first', first, 1, 500) } as const;
}

function between(option: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) throw new BadRequest(`${option}: expected ${String(least)} to ${String(most)} but got ${Number.isNaN(value) ? 'what is no number' : String(value)}.`);
  return value;
}
