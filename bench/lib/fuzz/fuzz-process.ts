import type { FuzzAnswer } from './fuzz-report.js';
import { refuseNetwork } from './refuse-network.js';
import { FuzzFailure, runFile, type FuzzFile } from './run-input.js';

/* Runs one file after the other for the process that started it, which makes them: only what importers need is in memory here. */
const connections = refuseNetwork();

async function answer(file: FuzzFile): Promise<FuzzAnswer> {
  const told = (): Pick<FuzzAnswer, 'peakMebibytes' | 'connections'> => ({ peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024), connections: connections() });
  try {
    return { outcome: await runFile(file), failure: null, ...told() };
  } catch (error) {
    if (!(error instanceof FuzzFailure)) throw error;
    return { outcome: null, failure: error.message, ...told() };
  }
}

process.on('message', (file) => void answer(file as FuzzFile).then((found) => process.send?.(found)));
