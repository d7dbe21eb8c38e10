import type { HttpServer } from '../kit/http-server.js';
import type { LayerConfig } from '../kit/layers/layer-config.js';
import { PublishedRecords } from '../kit/layers/published-records.js';
import { startLayer } from '../kit/layers/start-layer.js';
import type { Logger } from '../kit/logger.js';
import { marketContext, type MarketContext } from './context.js';
import { marketResolvers } from './resolvers/market.js';

/**
 * Starts the data market: the layer that says on what terms what is catalogued can be had, from what exchanges have published.
 */
export const startMarket = (config: LayerConfig, logger?: Logger): Promise<HttpServer> =>
  startLayer<MarketContext>({ name: 'market', resolvers: marketResolvers, context: (index, scope) => marketContext(new PublishedRecords(index), scope) }, config, logger);
