import { createReadStream } from 'node:fs';
import { readJsonEntries } from '../../readers/json-entries.js';
import type { ImportProfile } from '../profile.js';
import { ckanMapping } from './map-ckan.js';

/** Where CKAN's answers have their packages. A text that has none of these lists is a package, or the answer of `package_show`. */
export const CKAN_LISTS = [[], ['result'], ['results'], ['result', 'results']];

/** A dump of a CKAN portal: an answer of `package_search`, a list of packages or of `package_show` answers, or one a line. */
export const ckanProfile: ImportProfile = (file, { system = 'ckan' }) => ({
  entries: readJsonEntries({ lists: CKAN_LISTS })(createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>),
  mapping: ckanMapping({ system }),
});
