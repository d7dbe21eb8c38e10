import { readDcatAp, type ReadDcatApOptions } from '../../../../../../cli/import/formats/dcat-ap/read-dcat-ap.js';
import type { SourceEntry } from '../../../../../../cli/import/readers/source-reader.js';
import type { DcatEntry } from '../../../../../../schema/formats/dcat-ap/read-records.js';

export async function* bytesOf(text: string | Uint8Array, chunkBytes = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
}

/** All entries of a source. */
export async function readEntries(text: string | Uint8Array, options?: ReadDcatApOptions): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for await (const entry of readDcatAp(options)(bytesOf(text))) entries.push(entry);
  return entries;
}

/** What became of each resource, by the end of what it is known by. */
export async function readDcat(text: string | Uint8Array, options?: ReadDcatApOptions): Promise<Readonly<Record<string, DcatEntry>>> {
  const entries = await readEntries(text, options);
  return Object.fromEntries(entries.flatMap((entry) => (entry.ok ? [entry.value as unknown as DcatEntry] : [])).map((entry) => [entry.identifier?.replace(/\/$/, '').split('/').at(-1) ?? '', entry]));
}

/** The parts of an entry that can't be read which a test is about: `line rule message`. */
export const refusals = (entries: readonly SourceEntry[]): readonly string[] => entries.flatMap((entry) => (entry.ok ? [] : [`${String(entry.line)} ${entry.rule} ${entry.message}`]));
