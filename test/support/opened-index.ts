import type { IndexSite } from '../cases/search-index.cases.js';
import type { SearchIndex } from '../../subgraphs/search/index/search-index.js';

/** Works with an index at a site of its own, which is gone afterwards. */
export const openedAt =
  (createSite: () => Promise<IndexSite>) =>
  async <Result>(work: (index: SearchIndex, site: IndexSite) => Promise<Result>): Promise<Result> => {
    const site = await createSite();
    const index = await site.open();
    try {
      return await work(index, site);
    } finally {
      await index.close();
      await site.remove();
    }
  };
