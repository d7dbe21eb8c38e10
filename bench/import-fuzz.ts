import { parseArgs } from 'node:util';
import { FuzzChild } from './lib/fuzz/fuzz-child.js';
import { FUZZ_BUDGET, type FuzzReport } from './lib/fuzz/fuzz-report.js';
import { runFuzz } from './lib/fuzz/run-fuzz.js';

/*
 * Whether damaged and hostile files can harm an importer: 10,000 of them over all formats, in a process with a small heap and
 * without a network. Any crash, refusal without a reason, connection or memory over the budget fails it.
 */
const { values } = parseArgs({ options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20261124' } } });

const child = new FuzzChild();
const result = await runFuzz({ inputs: Number(values.inputs), seed: Number(values.seed), run: child.run });
child.close();
const report: FuzzReport = { ...result, peakMebibytes: child.peakMebibytes, connections: child.connections };
console.log(JSON.stringify(report, null, 2));
const isOver = report.peakMebibytes > FUZZ_BUDGET.mebibytes;
if (isOver) console.error(`Memory reached ${String(report.peakMebibytes)} MiB of ${String(FUZZ_BUDGET.mebibytes)}.`);
process.exitCode = report.failures.length > 0 || report.connections > 0 || isOver ? 1 : 0;
