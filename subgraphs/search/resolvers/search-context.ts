import type { MemberTable } from '../../kit/follow-members.js';
import type { RequestScope } from '../../kit/observe/request-scope.js';
import type { FeedStates } from '../harvest/feed-states.js';
import type { SearchIndex } from '../index/search-index.js';

/** What the resolvers work with. */
export interface SearchContext {
  readonly index: SearchIndex;
  readonly feeds: FeedStates;
  readonly members: () => MemberTable;
  /** The request that is answered; the server adds it. */
  readonly scope?: RequestScope;
}
