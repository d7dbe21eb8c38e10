import { refuseNetwork } from './refuse-network.js';
import { runFuzz } from './run-fuzz.js';

const [inputs = '1000', seed = '1'] = process.argv.slice(2);
const report = await runFuzz({ inputs: Number(inputs), seed: Number(seed), connections: refuseNetwork() });
process.send?.(report, () => process.disconnect());
