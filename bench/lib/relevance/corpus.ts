import { existsSync } from 'node:fs';
import { findMapping } from '../../../cli/import/find-mapping.js';
import { readMapping } from '../../../cli/import/mapping/read-mapping.js';
import { openSource } from '../../../cli/import/readers/open-source.js';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import { formatId } from '../../../schema/ids.js';
import { packagePath } from '../../../schema/package-path.js';
import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { publishRecord } from '../../../subgraphs/catalog/model.js';
import { validateRecord } from '../../../subgraphs/catalog/validate/validate-record.js';

/** The real collections, by the file of each and the authority that its records are judged under. Serials are line numbers, so ids stay. */
export const COLLECTIONS = [
  { name: 'firstdata', authority: 'FIRST' },
  { name: 'open-data-registry', authority: 'ODR' },
  { name: 'dgtw', authority: 'DGTW' },
] as const;

const AT = '2026-11-24T08:00:00.000Z';
const fileOf = (name: string): string => packagePath('..', 'shared', 'data', `${name}.ndjson`);

/** Whether the collections are there: they are kept beside the project. */
export const hasCollections = (): boolean => COLLECTIONS.every(({ name }) => existsSync(fileOf(name)));

/** All records that are judged: the seed and the three collections, as nodes would publish them. */
export async function judgedCorpus(): Promise<readonly ExportRecord[]> {
  const collections = await Promise.all(COLLECTIONS.map(({ name, authority }) => recordsOf(name, authority)));
  return [...seedRecords(), ...collections.flat()];
}

const seedRecords = (): readonly ExportRecord[] => readSeedFiles().flatMap(({ records }) => records.flatMap((record) => (record.id ? publish(record, record.id) : [])));

/** All of one owner, who is not there: owners that a mapping makes of names would be their records once more. */
async function recordsOf(name: string, authority: string): Promise<readonly ExportRecord[]> {
  const mapping = readMapping(findMapping(name));
  const records: ExportRecord[] = [];
  for await (const entry of openSource(fileOf(name), { format: 'ndjson' })) {
    const mapped = entry.ok ? mapping(entry.value) : null;
    if (mapped?.outcome === 'RECORD') records.push(...publish({ ...mapped.record, owner: formatId(authority, 'ORGANIZATION', 1) }, formatId(authority, 'DATASET', entry.line)));
  }
  return records;
}

/** One record; none where a node would refuse it. */
function publish(input: RecordInput, id: string): readonly ExportRecord[] {
  const validated = validateRecord({ ...input, id }, new Set([id.slice(0, id.indexOf('-'))]));
  return validated.ok ? [publishRecord(validated.content, id, 1, AT).body] : [];
}
