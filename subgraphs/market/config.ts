import type { Environment } from '../kit/env.js';
import { readLayerConfig, type LayerConfig } from '../kit/layers/layer-config.js';

/** Reads the settings of the data market: PORT 4005 and DATA_DIR `.data/market` unless said otherwise. @throws BadSetting */
export const readMarketConfig = (env: Environment): LayerConfig => readLayerConfig(env, { port: 4005, dataDir: '.data/market' });
