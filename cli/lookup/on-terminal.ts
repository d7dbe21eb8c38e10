import { stopOnSignals } from '../stop-on-signals.js';
import type { LookupIo } from './ask-gateway.js';

/** Runs a verb that asks the gateway on the terminal, until it is done or a signal stops it, and ends with its exit code. */
export async function onTerminal(run: (io: LookupIo) => Promise<number>): Promise<void> {
  process.exitCode = await stopOnSignals((signal) => run({ output: process.stdout, complain: (text) => console.error(text), signal }));
}
