import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { packagePath } from '../schema/package-path.js';
import { chaosSection, withSection } from './lib/chaos/chaos-report.js';
import { FaultNation } from './lib/chaos/fault-nation.js';
import { runChaos } from './lib/chaos/run-chaos.js';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '40' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '15' },
    write: { type: 'boolean', default: false },
    beside: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log('node dist/bench/chaos.js [--nodes 40] [--rate 50] [--seconds 15 for each fault] [--write into bench/RESULTS.md] [--beside "what else ran on the machine"]');
  process.exit(0);
}
const [nodes, perSecond, seconds] = [values.nodes, values.rate, values.seconds].map(Number) as [number, number, number];
console.error(`… ${String(nodes)} nodes, each a process`);
const nation = await FaultNation.start(nodes);
try {
  const results = await runChaos({ nation, nodes, perSecond, faultMillis: seconds * 1_000, warmUpMillis: 15_000, healthyMillis: Math.min(20_000, Math.max(5_000, seconds * 500)), onFault: (name) => console.error(`… ${name}`), onResult: (result) => console.error(JSON.stringify(result)) });
  const section = chaosSection(results, { nodes, perSecond, seconds, beside: values.beside });
  console.log(section);
  const file = packagePath('bench', 'RESULTS.md');
  if (values.write) await writeFile(file, withSection(await readFile(file, 'utf8'), section));
} finally {
  await nation.close();
}
