import { createReadStream } from 'node:fs';
import type { SourceFormat } from './formats.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import { readNdjson } from './read-ndjson.js';
import { readYaml } from './read-yaml.js';
import type { SourceEntry, SourceReader } from './source-reader.js';

export interface OpenSourceOptions {
  readonly format: SourceFormat;
  /** Where in a JSON file the list is: `result.records`. */
  readonly items?: string | undefined;
}

/** Reads a file's entries one after the other. @throws the system's error where it can't be read */
export function openSource(file: string, { format, items }: OpenSourceOptions): AsyncIterable<SourceEntry> {
  const readers: Readonly<Record<SourceFormat, () => SourceReader>> = {
    ndjson: readNdjson,
    json: () => readJson(items),
    csv: readCsv,
    tsv: () => readCsv({ delimiter: '\t' }),
    yaml: readYaml,
  };
  return readers[format]()(createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>);
}
