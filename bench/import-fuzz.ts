import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FUZZ_BUDGET, type FuzzReport } from './lib/fuzz/fuzz-report.js';

/*
 * Whether damaged and hostile files can harm an importer: 10,000 of them over all formats, in a process with a small heap and
 * without a network. Any crash, refusal without a reason, connection or memory over the budget fails it.
 */
const { values } = parseArgs({ options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20261124' } } });

const child = fork(fileURLToPath(new URL('./lib/fuzz/fuzz-process.js', import.meta.url)), [values.inputs, values.seed], { execArgv: ['--max-old-space-size=320', '--max-semi-space-size=16'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
let report: FuzzReport | undefined;
child.on('message', (message) => void (report = message as FuzzReport));
const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];

if (!report) {
  console.error(`The importers' process ended by ${signal ?? `code ${String(code)}`} before its end.`);
  process.exit(1);
}
console.log(JSON.stringify(report, null, 2));
const isOver = report.peakMebibytes > FUZZ_BUDGET.mebibytes;
if (isOver) console.error(`Memory reached ${String(report.peakMebibytes)} MiB of ${String(FUZZ_BUDGET.mebibytes)}.`);
process.exit(report.failures.length > 0 || report.connections > 0 || isOver ? 1 : 0);
