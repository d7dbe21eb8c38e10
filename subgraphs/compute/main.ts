import type { HttpServer } from '../kit/http-server.js';
import type { LayerConfig } from '../kit/layers/layer-config.js';
import { PublishedRecords } from '../kit/layers/published-records.js';
import { startLayer } from '../kit/layers/start-layer.js';
import type { Logger } from '../kit/logger.js';
import { computeContext, type ComputeContext } from './context.js';
import { computeResolvers } from './resolvers/compute.js';

/**
 * Starts the computing network: the layer that says where what is catalogued can be processed, from what operators have published.
 */
export const startCompute = (config: LayerConfig, logger?: Logger): Promise<HttpServer> =>
  startLayer<ComputeContext>({ name: 'compute', resolvers: computeResolvers, context: (index, scope) => computeContext(new PublishedRecords(index), scope) }, config, logger);
