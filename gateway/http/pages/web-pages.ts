import type { Answerer } from '../../../subgraphs/kit/apollo-handler.js';
import type { Routes } from '../../../subgraphs/kit/observe/route-handler.js';
import { askAsPublic } from '../ask-view.js';
import { assetsRoute } from './assets.js';
import { catalogRoutes } from './catalog-routes.js';
import { pageDrawer } from './draw-page.js';
import { graphiqlRoute } from './graphiql-route.js';
import { recordRoute } from './record-route.js';
import { siteRoutes } from './site-routes.js';
import { sitemapRoutes } from './sitemap.js';

/**
 * All that people and crawlers see: pages, the records' addresses, the site map, catalogs of DCAT-AP.
 *
 * @param answer the gateway's GraphQL, which pages ask for what they show
 * @param publicUrl address under which clients know the gateway; undefined: as each asks for it
 * @param graphiql whether there is an editor of queries
 */
export function webPages(answer: Answerer, publicUrl: string | undefined, graphiql: boolean): Routes {
  const ask = askAsPublic(answer);
  return { ...siteRoutes({ draw: pageDrawer({ ask }), publicUrl }), '/assets/*': assetsRoute(), '/id/*': recordRoute({ ask, publicUrl }), ...(graphiql && { '/graphiql': graphiqlRoute() }), ...sitemapRoutes({ ask, publicUrl }), ...catalogRoutes({ ask, publicUrl }) };
}
