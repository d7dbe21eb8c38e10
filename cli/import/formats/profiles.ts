import type { ImportProfile } from './profile.js';

/** A built-in format: its name for `--format`, the endings of a file's name that tell it, and its code, loaded when it is used. */
export interface ProfileEntry {
  readonly format: string;
  readonly endings: readonly string[];
  readonly load: () => Promise<ImportProfile>;
}

/** The built-in formats. Where two know an ending, the first has it. */
export const PROFILES: readonly ProfileEntry[] = [
  { format: 'gov-sheet', endings: ['.xlsx', '.csv', '.tsv'], load: async () => (await import('./gov-sheet/gov-sheet-profile.js')).govSheetProfile },
  { format: 'dcat-ap', endings: ['.ttl', '.jsonld', '.rdf', '.nt'], load: async () => (await import('./dcat-ap/dcat-ap-profile.js')).dcatApProfile },
  { format: 'dcat-us', endings: ['data.json'], load: async () => (await import('./dcat-us/dcat-us-profile.js')).dcatUsProfile },
  { format: 'ckan', endings: ['.ckan.json', '.ckan.jsonl'], load: async () => (await import('./ckan/ckan-profile.js')).ckanProfile },
];

/** The built-in format of this name or, without one, of a file's ending. */
export const findProfile = (file: string, format: string | undefined): ProfileEntry | undefined =>
  PROFILES.find((one) => (format === undefined ? one.endings.some((ending) => file.toLowerCase().endsWith(ending)) : one.format === format));
