import { formatId } from '../schema/ids.js';
import type { RecordKind } from '../schema/generated/common.js';

/** What stands where in the seed, so that links can be followed and mistakes be named. */
export interface SeedIndex {
  /** Ids of all records. */
  readonly ids: ReadonlySet<string>;
  /** Ids of standards by their number. */
  readonly standards: ReadonlyMap<string, string>;
  /** What is wrong, one sentence each; every reader adds to it and goes on. */
  readonly problems: string[];
}

/** A spot in a seed file: whose file, and the path in it for people. */
export interface Place {
  readonly authority: string;
  readonly path: string;
  readonly index: SeedIndex;
}

const SHORT_ID = /^(?:([0-9A-Z]{2,12})-)?([A-Z]{2})-([1-9]\d*)$/;
const KINDS: Readonly<Record<string, RecordKind>> = { DS: 'DATASET', SR: 'DATA_SERIES', SV: 'DATA_SERVICE', ST: 'STANDARD', OR: 'ORGANIZATION' };

export function report(place: Place, problem: string): undefined {
  place.index.problems.push(`${place.authority} ${place.path}: ${problem}`);
}

export const within = (place: Place, step: string | number): Place => ({
  ...place,
  path: typeof step === 'number' ? `${place.path}[${String(step)}]` : `${place.path}.${step}`,
});

/** `OR-1` in the file of 310000, or `310000-OR-1` in any → the full id; a standard also by its number. */
export function resolveLink(link: unknown, kind: RecordKind, place: Place): string | undefined {
  const text = typeof link === 'string' ? link.trim() : '';
  const id = (kind === 'STANDARD' ? place.index.standards.get(standardKey(text)) : undefined) ?? expandShortId(text, kind, place.authority);
  if (id !== undefined && place.index.ids.has(id)) return id;
  return report(place, `expected a ${kind} of the seed but got ${JSON.stringify(link)}.`);
}

function expandShortId(text: string, kind: RecordKind, authority: string): string | undefined {
  const [, other, code = '', serial] = SHORT_ID.exec(text) ?? [];
  return KINDS[code] === kind ? formatId(other ?? authority, kind, Number(serial)) : undefined;
}

/** One spelling for `GB/T 2260-2007` and `GB/T2260—2007`. */
export const standardKey = (number: string): string => number.toUpperCase().replace(/\s/g, '').replace(/[—–]/g, '-');
