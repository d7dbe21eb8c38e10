import { industryPath } from '../../schema/industries.js';
import type { Described } from './described.js';
import type { FoundMatch } from './found-matches.js';

export type ReasonCode = 'WORD' | 'OTHER_WORD' | 'THEME' | 'INDUSTRY' | 'REGION';

export interface Reason {
  readonly code: ReasonCode;
  /** The word as it stands in the dataset, or the code that both have: of two the narrower one. */
  readonly value: string;
}

/** The whole country. */
const NATION = '100000';

/** Why a dataset matches a demand: the words by which it was found, then what both say of themselves. */
export function reasonsOf(demand: Described, dataset: Described, { words, matchedBy }: Pick<FoundMatch, 'words' | 'matchedBy'>): readonly Reason[] {
  const others = [...new Set(matchedBy.map(({ found }) => found))];
  return [
    ...words.filter((word) => !others.includes(word)).map((value): Reason => ({ code: 'WORD', value })),
    ...others.map((value): Reason => ({ code: 'OTHER_WORD', value })),
    ...demand.themes.filter((theme) => dataset.themes.includes(theme)).map((value): Reason => ({ code: 'THEME', value })),
    ...sharedIndustries(demand.industries, dataset.industries).map((value): Reason => ({ code: 'INDUSTRY', value })),
    ...sharedRegion(demand.region, dataset.region).map((value): Reason => ({ code: 'REGION', value })),
  ];
}

/** Industries of one side that are, are part of or have as a part one of the other: of each two the narrower. */
function sharedIndustries(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const shared = ours.flatMap((one) => theirs.flatMap((other) => (industryPath(other).includes(one) ? [other] : industryPath(one).includes(other) ? [one] : [])));
  return [...new Set(shared)];
}

/** The narrower of two regions of which one is in the other. That a thing is of the whole country is no reason. */
function sharedRegion(ours: string | null, theirs: string | null): readonly string[] {
  if (ours === null || theirs === null || ours === NATION || theirs === NATION) return [];
  return isIn(theirs, ours) ? [theirs] : isIn(ours, theirs) ? [ours] : [];
}

/** Whether a GB/T 2260 code is the other, or of a place in it. */
const isIn = (code: string, whole: string): boolean => code.startsWith(whole.replace(/^(\d{2})0000$/, '$1').replace(/^(\d{4})00$/, '$1'));
