import { existsSync, readFileSync } from 'node:fs';
import { DEMAND_STATES } from '../../schema/enum-words.js';
import { aTypeOf, parseId, TYPE_NAMES } from '../../schema/ids.js';
import type { RecordKind } from '../../schema/generated/common.js';
import { replaceFile } from '../../subgraphs/kit/replace-file.js';
import { folderProblem } from '../folder-problem.js';
import { BadRequest } from '../bad-request.js';
import { lacksPlace } from '../import/patient-client.js';
import { askGateway, EXIT, type GatewayRequest, type LookupIo } from '../lookup/ask-gateway.js';
import { oneOf } from '../one-of.js';
import { wholeNumber } from '../whole-number.js';
import { demandTable, matchTable, useTable, type ShownDemand, type ShownMatch, type ShownUse } from './use-tables.js';

export type UseQuestion = keyof typeof QUERIES;

/** What `ucat use` or `ucat demand` was asked for. */
export interface UseRequest extends GatewayRequest {
  readonly question: UseQuestion;
  readonly id: string;
  readonly first?: number | undefined;
  readonly state?: string | undefined;
  /** File of the place in the logs; of `arrivals`. */
  readonly place?: string | undefined;
  readonly json?: boolean | undefined;
  /** Columns of the terminal; without one nothing is cut. */
  readonly columns?: number | undefined;
}

const SIDE = 'id title owner { title }';
const MATCH = `score reasons { code value label } dataset { ${SIDE} } demand { ${SIDE} neededBy }`;

/** The kind that each question is about, and how it is asked. */
const QUERIES = {
  usedBy: { kind: 'DATASET', query: `query ($id: ID!) { found: dataset(id: $id) { usedBy { ${SIDE} region industries outcome } } }` },
  wantedBy: { kind: 'DATASET', query: `query ($id: ID!, $first: Int) { found: dataset(id: $id) { wantedBy(first: $first) { ${MATCH} } } }` },
  matches: { kind: 'DEMAND', query: `query ($id: ID!, $first: Int) { found: demand(id: $id) { matches(first: $first) { ${MATCH} } } }` },
  demands: { kind: 'ORGANIZATION', query: 'query ($id: ID!, $states: [DemandState!]) { found: organization(id: $id) { demands(states: $states) { id title state neededBy region } } }' },
  arrivals: { kind: 'DEMAND', query: `query ($id: ID!, $after: String) { found: demand(id: $id) { arrivals(after: $after) { matches { ${MATCH} } cursor isBehind } } }` },
} as const satisfies Readonly<Record<string, { readonly kind: RecordKind; readonly query: string }>>;

interface Arrivals {
  readonly matches: readonly ShownMatch[];
  readonly cursor: string;
  readonly isBehind: boolean;
}

/** Prints what the layer of use says. @returns the exit code; never throws for what a user can cause */
export const runUse = (request: UseRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask) => {
    const { output, complain } = io;
    checkUse(request);
    const { question, id, first, state } = request;
    const answerTo = async (more: Readonly<Record<string, unknown>>): Promise<unknown> => {
      const { found } = (await ask(QUERIES[question].query, { id, ...more })) as { readonly found: Readonly<Record<string, unknown>> | null };
      return found?.[question] ?? null;
    };
    const { list, keep } = question === 'arrivals' ? await arrivalsSince(request.place ?? '', answerTo) : asFound(await answerTo({ first, ...(state !== undefined && { states: [oneOf('--state', state, DEMAND_STATES)] }) }));
    if (list === null) complain(`There is no ${TYPE_NAMES[QUERIES[question].kind]} ${id} in the national index.`);
    else if (list.length === 0) complain(NOTHING[question](id));
    else output.write(request.json ? `${JSON.stringify({ [question]: list })}\n` : TABLES[question](list, request.columns));
    keep?.();
    return list === null || list.length === 0 ? EXIT.NOT_FOUND : EXIT.DONE;
  });

interface Found {
  /** Null where there is no such record to ask about. */
  readonly list: readonly unknown[] | null;
  /** What is to be done when all of it was shown. */
  readonly keep?: () => void;
}

const asFound = (list: unknown): Found => ({ list: list as readonly unknown[] | null });

/** Goes on where the file says, to the end of the logs. The new place is kept there when what came was shown: what was not is news once more. */
async function arrivalsSince(place: string, answerTo: (more: Readonly<Record<string, unknown>>) => Promise<unknown>): Promise<Found> {
  const list: ShownMatch[] = [];
  const kept = existsSync(place) ? readFileSync(place, 'utf8').trim() : null;
  for (let after = kept; ; ) {
    const answer = (await answerTo({ after }).catch((error: unknown) => {
      throw kept !== null && after === kept && lacksPlace(error) ? new BadRequest(`--place: expected what this command has kept but ${place} holds no place in the logs. Remove it to begin at their ends.`) : error;
    })) as Arrivals | null;
    if (answer === null) return { list: null };
    const { matches, cursor, isBehind } = answer;
    list.push(...matches);
    after = cursor;
    if (!isBehind) return { list, keep: () => replaceFile(place, `${cursor}\n`) };
  }
}

const TABLES: Readonly<Record<UseQuestion, (found: readonly unknown[], columns?: number) => string>> = {
  usedBy: (found, columns) => useTable(found as readonly ShownUse[], columns),
  wantedBy: (found, columns) => matchTable(found as readonly ShownMatch[], 'demand', columns),
  matches: (found, columns) => matchTable(found as readonly ShownMatch[], 'dataset', columns),
  demands: (found, columns) => demandTable(found as readonly ShownDemand[], columns),
  arrivals: (found, columns) => matchTable(found as readonly ShownMatch[], 'dataset', columns),
};

const NOTHING: Readonly<Record<UseQuestion, (id: string) => string>> = {
  usedBy: (id) => `No use case names ${id}.`,
  wantedBy: (id) => `No open demand matches ${id}.`,
  matches: (id) => `Nothing matches ${id}.`,
  demands: (id) => `There are no such demands of ${id}.`,
  arrivals: (id) => `Nothing new matches ${id}.`,
};

/** @throws BadRequest */
function checkUse({ question, id, first, state, place }: UseRequest): void {
  const parsed = parseId(id);
  const { kind } = QUERIES[question];
  if (!parsed.ok) throw new BadRequest(`ID: ${parsed.problem}`);
  if (parsed.kind !== kind) throw new BadRequest(`ID: expected the id of ${aTypeOf(kind)} but got one of ${aTypeOf(parsed.kind)}.`);
  if (first !== undefined) wholeNumber('--first', first, 1, 50);
  if (state !== undefined) oneOf('--state', state, DEMAND_STATES);
  const problem = place === undefined ? undefined : folderProblem(place);
  if (problem !== undefined) throw new BadRequest(`--place: ${problem}`);
}
