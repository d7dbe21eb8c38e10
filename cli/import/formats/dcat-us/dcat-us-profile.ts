import { createReadStream } from 'node:fs';
import { readJsonEntries } from '../../readers/json-entries.js';
import type { ImportProfile } from '../profile.js';
import { dcatUsMapping } from './map-dcat-us.js';

/** A `data.json` of DCAT-US 1.1 or 3: its datasets one after the other, or a list of datasets. */
export const dcatUsProfile: ImportProfile = (file, { system = 'dcat-us' }) => ({
  entries: readJsonEntries({ lists: [[], ['dataset']] })(createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>),
  mapping: dcatUsMapping(system),
});
