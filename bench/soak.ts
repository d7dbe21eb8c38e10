import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { packagePath } from '../schema/package-path.js';
import { withSection } from './lib/chaos/chaos-report.js';
import { runSoak } from './lib/soak/run-soak.js';
import { SOAK_TITLE, soakSection } from './lib/soak/soak-report.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    nodes: { type: 'string', default: '8' },
    rate: { type: 'string', default: '20' },
    write: { type: 'boolean', default: false },
    beside: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log('node dist/bench/soak.js [--minutes 60] [--nodes 8] [--rate 20] [--write into bench/RESULTS.md] [--beside "what else ran on the machine"]');
  process.exit(0);
}
const options = { minutes: Number(values.minutes), nodes: Number(values.nodes), perSecond: Number(values.rate) };
console.error(`… ${String(options.nodes)} nodes, each a process, for ${String(options.minutes)} minutes`);
const result = await runSoak({ ...options, onMinute: (counts) => console.error(JSON.stringify(counts)) });
const section = soakSection(result, options, values.beside);
console.log(section);
const file = packagePath('bench', 'RESULTS.md');
if (values.write) await writeFile(file, withSection(await readFile(file, 'utf8'), section, SOAK_TITLE));
if (result.processes.some(({ residentVerdict, descriptorVerdict }) => residentVerdict === 'RISES' || descriptorVerdict === 'RISES')) process.exitCode = 1;
