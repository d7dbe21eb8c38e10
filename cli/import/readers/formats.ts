import { extname } from 'node:path';

export const FORMATS = ['ndjson', 'json', 'csv', 'tsv', 'yaml'] as const;
export type SourceFormat = (typeof FORMATS)[number];

const BY_EXTENSION: Readonly<Record<string, SourceFormat>> = { '.ndjson': 'ndjson', '.jsonl': 'ndjson', '.json': 'json', '.csv': 'csv', '.tsv': 'tsv', '.yaml': 'yaml', '.yml': 'yaml' };

/** The format that a file's name tells. */
export const formatOf = (file: string): SourceFormat | undefined => BY_EXTENSION[extname(file).toLowerCase()];
