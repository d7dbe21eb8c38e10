import type { Environment } from '../kit/env.js';
import { readLayerConfig, type LayerConfig } from '../kit/layers/layer-config.js';

/** Reads the settings of the computing network: PORT 4006 and DATA_DIR `.data/compute` unless said otherwise. @throws BadSetting */
export const readComputeConfig = (env: Environment): LayerConfig => readLayerConfig(env, { port: 4006, dataDir: '.data/compute' });
