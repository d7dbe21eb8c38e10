import type { MemberTable } from '../../kit/follow-members.js';
import type { RequestScope } from '../../kit/observe/request-scope.js';
import type { Caller } from '../../kit/identity/identity.js';
import type { Viewer } from '../../kit/viewer.js';
import type { FeedStates } from '../harvest/feed-states.js';
import type { IndexWitness } from '../harvest/witness/index-witness.js';
import type { SearchIndex } from '../index/search-index.js';
import type { RebuildProgress } from '../index/versions/index-rebuild.js';
import type { QueryVectors } from '../embeddings/query-vectors.js';
import type { FigureDays } from '../trend/figure-days.js';

/** What the resolvers work with. */
export interface SearchContext {
  readonly index: SearchIndex;
  readonly feeds: FeedStates;
  readonly members: () => MemberTable;
  /** Missing where nothing is cosigned. */
  readonly witness?: IndexWitness;
  /** How the making of a new version of the index stands. @default none is ever made */
  readonly rebuild?: () => RebuildProgress | null;
  /** By what queries mean searches are ranked beside their words; missing where by words alone. */
  readonly queryVectors?: Pick<QueryVectors, 'of'> | undefined;
  /** Figures of the days before; missing where none are kept. */
  readonly figureDays?: Pick<FigureDays, 'list'>;
  /** Who asks; `caller` is the service that asks in its name, null where none signed. */
  readonly viewer: Viewer;
  readonly caller: Caller | null;
  /** The request that is answered; the server adds it. */
  readonly scope?: RequestScope;
}
