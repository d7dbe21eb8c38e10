import DataLoader from 'dataloader';
import { MOST_NAMES, type PublishedRecords } from '../kit/layers/published-records.js';
import type { RequestScope } from '../kit/observe/request-scope.js';
import { readDescribed, type Described } from './described.js';
import type { FoundArrivals, FoundMatch, FoundMatches } from './found-matches.js';

/** What the resolvers of one request work with: whatever they ask for at a time is one question to the index. */
export interface UseContext {
  /** The dataset or demand with an id; null where the viewer knows of none. */
  readonly byId: DataLoader<string, Described | null>;
  /** Ids of the use cases that use a dataset. */
  readonly usedBy: DataLoader<string, readonly string[]>;
  /** Demands of an organization. */
  readonly demandsOf: DataLoader<string, readonly Described[]>;
  /** Datasets that a demand finds, so many at most; null where there is no such demand. */
  readonly matches: DataLoader<Counted, Found, string>;
  /** Open demands that find a dataset, so many at most. */
  readonly wants: DataLoader<Counted, Found, string>;
  /** What has come for a demand since a place in the logs; null where there is no such demand. */
  readonly since: (id: string, after: string | null) => Promise<FoundArrivals | null>;
}

type Found = readonly FoundMatch[] | null;

/** A record, and how much of it is asked for. */
export interface Counted {
  readonly id: string;
  readonly first: number;
}

/** The index takes so many demands or datasets at once. */
const MOST_ASKED = 100;

export function useContext(records: PublishedRecords, found: FoundMatches, scope?: RequestScope): UseContext {
  const ids = (bearers: readonly { readonly id: string }[]): readonly string[] => bearers.map(({ id }) => id).sort();
  return {
    byId: records.loader(readDescribed, scope),
    usedBy: new DataLoader(async (datasets) => (await records.bearers('USE_CASE', 'link', datasets, scope)).map(ids), { maxBatchSize: MOST_NAMES }),
    demandsOf: new DataLoader(async (owners) => (await records.bearers('DEMAND', 'owner', owners, scope)).map((some) => some.map(readDescribed).sort(byId)), { maxBatchSize: MOST_NAMES }),
    matches: counted((keys, first) => found.ofDemands(keys, first, scope)),
    wants: counted((keys, first) => found.ofDatasets(keys, first, scope)),
    since: (id, after) => found.since(id, after, scope),
  };
}

/** One question for as much as the one of them that wants most: each is answered with as much as it wants. */
const counted = (ask: (ids: readonly string[], first: number) => Promise<readonly Found[]>): DataLoader<Counted, Found, string> =>
  new DataLoader<Counted, Found, string>(
    async (keys) => {
      const answers = await ask(keys.map(({ id }) => id), Math.max(...keys.map(({ first }) => first)));
      return answers.map((answer, place) => answer && answer.slice(0, keys[place]?.first));
    },
    { maxBatchSize: MOST_ASKED, cacheKeyFn: ({ id, first }) => `${id} ${String(first)}` },
  );

const byId = (one: Described, other: Described): number => (one.id < other.id ? -1 : 1);
