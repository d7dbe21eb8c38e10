import type { Environment } from '../kit/env.js';
import { readLayerConfig, type LayerConfig } from '../kit/layers/layer-config.js';

/** Reads the settings of the layer of use: PORT 4007 and DATA_DIR `.data/use` unless said otherwise. @throws BadSetting */
export const readUseConfig = (env: Environment): LayerConfig => readLayerConfig(env, { port: 4007, dataDir: '.data/use' });
