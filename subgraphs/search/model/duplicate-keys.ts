import type { SameAsReason } from '../../../schema/generated/search.js';
import { foldText } from '../text/fold-text.js';
import { keepOnly } from '../text/keep-only.js';
import { inLanguage, type PublishedDocument } from './published-document.js';

/** Something that two records of the same thing have in common. Keys of different reasons are never equal. */
export interface DuplicateKey {
  readonly reason: SameAsReason;
  readonly key: string;
}

/** Keys of one record: a harvested one has one or two sources, and each further one is read at every start. */
const MOST_SOURCES = 4;

/** Kinds that reach the nation twice as the same thing. Standards and organizations are known by number and credit code. */
const KINDS: ReadonlySet<string> = new Set(['DATASET', 'DATA_SERIES', 'DATA_SERVICE']);

/** Names that importers give to a source that was given none: they say how it came, not where from. */
const NAMELESS_SYSTEMS: ReadonlySet<string> = new Set(['ckan', 'dcat-ap', 'dcat-us', 'gov-sheet', 'json', 'csv']);

/** What shows that another record is the same thing, the strongest first. The owners of two with one fingerprint must be compared yet. */
export function duplicateKeys(document: PublishedDocument): readonly DuplicateKey[] {
  if (!KINDS.has(document.kind)) return [];
  const page = plainAddress(document.landingPage);
  const fingerprint = fingerprintOf(document);
  return [
    ...document.sources.filter(({ system }) => !NAMELESS_SYSTEMS.has(system)).slice(0, MOST_SOURCES).map(({ system, identifier }): DuplicateKey => ({ reason: 'SOURCE', key: `S ${foldText(system)} ${identifier}` })),
    ...(page !== '' && hasPath(page) ? [{ reason: 'LANDING_PAGE', key: `L ${page}` } as const] : []),
    ...(fingerprint === null ? [] : [{ reason: 'FINGERPRINT', key: `F ${document.kind} ${fingerprint}` } as const]),
  ];
}

const lettersAndDigits = keepOnly(/[\p{L}\p{N}]/u);

/** Title and addresses of the data, in whatever order and spelling; null where it has none of the one or the other. */
function fingerprintOf({ titles, distributions, endpointURL }: PublishedDocument): string | null {
  const addresses = new Set<string>();
  if (endpointURL !== '') addresses.add(plainAddress(endpointURL));
  for (const { accessURL, downloadURL } of distributions) addresses.add(plainAddress(downloadURL || accessURL));
  addresses.delete('');
  if (addresses.size === 0) return null;
  const title = lettersAndDigits(foldText(inLanguage(titles, 'zh')));
  return title === '' ? null : `${title} ${[...addresses].sort().join(' ')}`;
}

const SLASH = '/'.charCodeAt(0);
const QUESTION_MARK = '?'.charCodeAt(0);
const SCHEME = /^https?:\/\/(?:www\.)?/i;
const PORT = /:(?:80|443)$/;
const LAST_PAGE = /^\/(?:index\.[a-z]{3,5})?$/i;
const LONGEST_LAST_PAGE = '/index.xhtml'.length;

/**
 * An address as it is compared: without scheme, `www.`, port of the scheme, fragment, a `/` or `index` page at its end;
 * host in lower case. By hand, for URL parsing would be a tenth of the work on a record.
 */
export function plainAddress(address: string): string {
  const scheme = SCHEME.exec(address);
  if (!scheme) return '';
  const start = scheme[0].length;
  const fragment = address.indexOf('#', start);
  const end = fragment < 0 ? address.length : fragment;
  let hostEnd = start;
  while (hostEnd < end && address.charCodeAt(hostEnd) !== SLASH && address.charCodeAt(hostEnd) !== QUESTION_MARK) hostEnd++;
  const host = plainHost(address.slice(start, hostEnd).toLowerCase());
  return host === '' ? '' : host + address.slice(hostEnd, withoutLastPage(address, hostEnd, end));
}

const plainHost = (host: string): string => (host.includes(':') ? host.replace(PORT, '') : host);

/** Where a page that stands for its folder begins, else the end. */
function withoutLastPage(address: string, from: number, end: number): number {
  const last = end > from ? address.lastIndexOf('/', end - 1) : -1;
  return last >= from && end - last <= LONGEST_LAST_PAGE && LAST_PAGE.test(address.slice(last, end)) ? last : end;
}

/** A page without a path is the front door of a whole portal. */
const hasPath = (page: string): boolean => /[/?]./.test(page);
