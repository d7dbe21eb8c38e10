import { catalogError } from '../../../schema/errors.js';
import type { DemandState, Lang } from '../../../schema/generated/common.js';
import { queryOfDemand } from '../../../schema/use/demand-words.js';
import { placeName, termLabel } from '../../kit/layers/term-label.js';
import type { UseContext } from '../context.js';
import type { FoundMatch } from '../found-matches.js';
import { reasonsOf, type Reason } from '../match-reasons.js';

interface Key {
  readonly id: string;
}

/** A pair that was found, by the ids of both. */
interface Match {
  readonly demand: Key;
  readonly dataset: Key;
  readonly found: FoundMatch;
}

const MOST_MATCHES = 50;

const referred = { __resolveReference: ({ id }: Key): Key => ({ id }) };

export const useResolvers = {
  Dataset: {
    ...referred,
    usedBy: async ({ id }: Key, _: unknown, { usedBy }: UseContext): Promise<readonly Key[]> => (await usedBy.load(id)).map((one) => ({ id: one })),
    wantedBy: async (dataset: Key, args: FirstArgs, { wants }: UseContext): Promise<readonly Match[]> => ((await wants.load({ id: dataset.id, first: readFirst(args) })) ?? []).map((found) => ({ demand: { id: found.id }, dataset, found })),
  },
  Organization: {
    ...referred,
    demands: async ({ id }: Key, { states }: { readonly states?: readonly DemandState[] | null }, { demandsOf }: UseContext): Promise<readonly Key[]> =>
      (await demandsOf.load(id)).filter(({ state }) => states == null || (state !== null && states.includes(state))).map((demand) => ({ id: demand.id })),
  },
  Demand: {
    ...referred,
    matches: async (demand: Key, args: FirstArgs, { matches }: UseContext): Promise<readonly Match[] | null> => matchesOf(demand, await matches.load({ id: demand.id, first: readFirst(args) })),
    arrivals: async (demand: Key, { after }: { readonly after?: string | null }, { since }: UseContext) => {
      const arrived = await since(demand.id, after ?? null);
      return arrived && { ...arrived, matches: matchesOf(demand, arrived.matches) };
    },
    feed: async ({ id }: Key, _: unknown, { byId }: UseContext): Promise<string | null> => {
      const demand = await byId.load(id);
      return demand && `/feeds/search.atom?${new URLSearchParams({ query: queryOfDemand(demand), kinds: 'DATASET' }).toString()}`;
    },
  },
  DemandMatch: {
    score: ({ found }: Match) => found.score,
    reasons: async ({ demand, dataset, found }: Match, _: unknown, { byId }: UseContext): Promise<readonly Reason[]> => {
      const [ours, theirs] = await Promise.all([byId.load(demand.id), byId.load(dataset.id)]);
      // One of the two may have gone since it was found.
      return ours && theirs ? reasonsOf(ours, theirs, found) : [];
    },
  },
  MatchReason: { label: (reason: Reason, { lang }: { readonly lang?: Lang | null }) => labelOf(reason, lang ?? 'ZH') },
};

interface FirstArgs {
  readonly first?: number | null;
}

/** @throws BAD_INPUT */
function readFirst({ first }: FirstArgs): number {
  if (first == null || first < 0 || first > MOST_MATCHES) throw catalogError('BAD_INPUT', `first: expected 0 to ${String(MOST_MATCHES)} but got ${String(first)}.`, { argument: 'first' });
  return first;
}

const matchesOf = (demand: Key, found: readonly FoundMatch[] | null): readonly Match[] | null => found && found.map((one) => ({ demand, dataset: { id: one.id }, found: one }));

function labelOf({ code, value }: Reason, lang: Lang): string {
  switch (code) {
    case 'WORD':
    case 'OTHER_WORD':
      return value;
    case 'THEME':
      return termLabel('THEME', value, lang) ?? value;
    case 'INDUSTRY':
      return termLabel('INDUSTRY', value, lang) ?? termLabel('INDUSTRY', value.slice(0, 2), lang) ?? value;
    case 'REGION':
      return termLabel('REGION', value, lang) ?? placeName(value);
  }
}
