import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { packagePath } from '../schema/package-path.js';
import { chaosSection, withSection, type ChaosRun } from './lib/chaos/chaos-report.js';
import { measureChaos } from './lib/chaos/measure-chaos.js';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '40' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
    beside: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`node dist/bench/chaos.js [--nodes 40] [--rate 50] [--seconds 15 for each fault] [--only "words of a fault's name"] [--write into bench/RESULTS.md] [--beside "what else ran on the machine"]`);
  process.exit(0);
}
const run: ChaosRun = { nodes: Number(values.nodes), perSecond: Number(values.rate), seconds: Number(values.seconds), beside: values.beside, only: values.only };
console.error(`… ${String(run.nodes)} nodes, each a process`);
const results = await measureChaos(run, { onFault: (name) => console.error(`… ${name}`), onResult: (result) => console.error(JSON.stringify(result)) });
const section = chaosSection(results, run);
console.log(section);
const file = packagePath('bench', 'RESULTS.md');
if (values.write) await writeFile(file, withSection(await readFile(file, 'utf8'), section));
