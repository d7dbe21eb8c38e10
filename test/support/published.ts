import type { ExportRecord } from '../../schema/formats/export-record.js';
import type { RecordInput } from '../../schema/generated/catalog.js';
import { formatId, parseId } from '../../schema/ids.js';
import { readSeedFiles } from '../../seed/read-seed-files.js';
import { publishRecord } from '../../subgraphs/catalog/model.js';
import { validateRecord } from '../../subgraphs/catalog/validate/validate-record.js';

const AT = '2026-11-24T08:00:00.000Z';

/** A record as a node would publish it. @throws Error naming what the node would refuse */
export function published(input: RecordInput, id = input.id ?? formatId('310000', input.kind as 'DATASET', 1)): ExportRecord {
  const parsed = parseId(id);
  const served = new Set(parsed.ok ? [parsed.authority] : []);
  const validated = validateRecord({ ...input, id }, served);
  if (!validated.ok) throw new Error(`${id}: ${JSON.stringify(validated.problems)}`);
  return publishRecord(validated.content, id, 1, AT).body;
}

/** The sample that the package ships, as its nodes publish it. */
export const publishedSeed = (): readonly ExportRecord[] => readSeedFiles().flatMap(({ records }) => records.map((record) => published(record)));

/** All that a stream gives, as one text. */
export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
