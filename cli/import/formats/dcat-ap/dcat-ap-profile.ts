import { createReadStream } from 'node:fs';
import type { DcatEntry } from '../../../../schema/formats/dcat-ap/read-records.js';
import type { MappedLine } from '../../mapping/mapping.js';
import type { Value } from '../../mapping/value.js';
import type { ImportProfile } from '../profile.js';
import { readDcatAp } from './read-dcat-ap.js';
import { syntaxOfName } from './syntax.js';

/** DCAT-AP 3 in Turtle, JSON-LD or RDF/XML: by the file's name, else by how it begins. */
export const dcatApProfile: ImportProfile = (file, { system, owner, access }) => ({
  entries: readDcatAp({ syntax: syntaxOfName(file), system, owner, access })(createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>),
  mapping: mapDcatEntry,
});

/** The reader has done the work: an entry of it is a `DcatEntry`. */
export function mapDcatEntry(value: Value): MappedLine {
  const entry = value as unknown as DcatEntry;
  return entry.outcome === 'RECORD' ? { ...entry, owner: undefined } : entry;
}
