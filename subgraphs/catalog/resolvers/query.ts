import { catalogError } from '../../../schema/errors.js';
import type { QueryOrganizationArgs, QueryStandardArgs } from '../../../schema/generated/catalog.js';
import { parseStandardNumber } from '../../../schema/standard-number.js';
import { usccProblem } from '../../../schema/uscc.js';
import type { CatalogRecord, RecordKind } from '../model.js';
import { resolveChanges, resolveLogs } from './changes.js';
import { accessQueries } from './access.js';
import type { CatalogContext } from './context.js';
import { resolveHistory, resolveLogProof } from './proofs.js';
import { logsFor } from '../log/readable-logs.js';
import { findRecord } from './load-record.js';

type Found = Promise<CatalogRecord | null>;

const byId =
  (kind?: RecordKind) =>
  (_: unknown, { id }: { readonly id: string }, context: CatalogContext): Found =>
    findRecord(id, context, kind);

export const queryResolvers = {
  record: byId(),
  dataset: byId('DATASET'),
  dataSeries: byId('DATA_SERIES'),
  dataService: byId('DATA_SERVICE'),
  dataProduct: byId('DATA_PRODUCT'),
  useCase: byId('USE_CASE'),
  demand: byId('DEMAND'),
  computeFacility: byId('COMPUTE_FACILITY'),

  standard: async (_: unknown, { id, number }: QueryStandardArgs, context: CatalogContext): Found =>
    findRecordOrNull(oneOf({ id, number }) === 'id' ? (id ?? null) : await idByNumber(number ?? '', context), context, 'STANDARD'),

  organization: async (_: unknown, { id, uscc }: QueryOrganizationArgs, context: CatalogContext): Found =>
    findRecordOrNull(oneOf({ id, uscc }) === 'id' ? (id ?? null) : await idByUscc(uscc ?? '', context), context, 'ORGANIZATION'),

  changes: resolveChanges,
  logs: resolveLogs,
  logProof: resolveLogProof,
  history: resolveHistory,
  ...accessQueries,
};

async function findRecordOrNull(id: string | null, context: CatalogContext, kind: RecordKind): Found {
  return id === null ? null : findRecord(id, context, kind);
}

function idByNumber(number: string, { store, viewer }: CatalogContext): Promise<string | null> {
  const parsed = parseStandardNumber(number);
  if (!parsed) throw catalogError('BAD_INPUT', `number: expected a standard's number such as GB/T 2260-2007 but got ${JSON.stringify(number.slice(0, 80))}.`);
  return store.findByNumber(parsed, logsFor(viewer));
}

function idByUscc(uscc: string, { store, viewer }: CatalogContext): Promise<string | null> {
  const code = uscc.trim().toUpperCase();
  const problem = usccProblem(code);
  if (problem !== null) throw catalogError('BAD_INPUT', `uscc: ${problem}`);
  return store.findByUscc(code, logsFor(viewer));
}

/** The one argument that is given. @throws BAD_INPUT where none is, or more than one */
function oneOf(given: Readonly<Record<string, string | null | undefined>>): string {
  const names = Object.keys(given);
  const [name, ...others] = names.filter((key) => given[key] != null);
  if (name === undefined || others.length > 0) throw catalogError('BAD_INPUT', `Expected exactly one of ${names.join(' and ')} but got ${name === undefined ? 'none' : 'both'}.`);
  return name;
}
