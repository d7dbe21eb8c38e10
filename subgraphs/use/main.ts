import type { HttpServer } from '../kit/http-server.js';
import type { LayerConfig } from '../kit/layers/layer-config.js';
import { PublishedRecords } from '../kit/layers/published-records.js';
import { startLayer } from '../kit/layers/start-layer.js';
import type { Logger } from '../kit/logger.js';
import { useContext, type UseContext } from './context.js';
import { FoundMatches } from './found-matches.js';
import { useResolvers } from './resolvers/use.js';

/** Starts the layer of use: it says what data are used for, who asks for what, and what of the supply matches. */
export const startUse = (config: LayerConfig, logger?: Logger): Promise<HttpServer> =>
  startLayer<UseContext>({ name: 'use', resolvers: useResolvers, context: (index, scope) => useContext(new PublishedRecords(index), new FoundMatches(index), scope) }, config, logger);
