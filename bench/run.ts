import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { packagePath } from '../schema/package-path.js';
import { crash } from './crash.js';
import { joining, visibility } from './freshness.js';
import { run as indexScale } from './index-scale.js';
import { keepApart } from './lib/keep-apart.js';
import { startNation } from './lib/nation.js';
import { compareGateways, growNodes } from './national-query.js';
import { nodeReads } from './node-reads.js';
import type { ChaosRun } from './lib/chaos/chaos-report.js';
import { measureChaos } from './lib/chaos/measure-chaos.js';
import { reportOf, type Measurements } from './report.js';
import { startUp } from './start-up.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log('npm run bench            measures every budget (about half an hour) and writes bench/RESULTS.md\nnpm run bench -- --quick smaller and shorter, to see that it runs; writes nothing');
  process.exit(0);
}
const load = values.quick ? { rounds: 1, roundMillis: 2_000, concurrency: 16 } : { rounds: 5, roundMillis: 6_000, concurrency: 16 };
const step = <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  console.error(`… ${name}`);
  return work();
};

/** Measurements on one nation of forty nodes. */
async function onFortyNodes() {
  const nation = await startNation(40);
  try {
    return {
      visible: await step('from a change to its being found', () => visibility(nation, values.quick ? 10 : 100)),
      join: await step('a node joins', () => joining(nation, values.quick ? 1_000 : 10_000)),
      gateways: await step('national query, two gateways', () => compareGateways(nation, load)),
    };
  } finally {
    await nation.close();
  }
}

/** The same with no answer given twice, to see what giving answers again is worth. */
async function withoutReuse() {
  const nation = await startNation(40, { REUSE_MILLIS: '0' });
  try {
    return await step('national query, two gateways, nothing reused', () => compareGateways(nation, { ...load, rounds: Math.min(load.rounds, 3) }));
  } finally {
    await nation.close();
  }
}

const faultRun: ChaosRun = values.quick ? { nodes: 6, perSecond: 50, seconds: 3, beside: '' } : { nodes: 40, perSecond: 50, seconds: 60, beside: '' };
const measurements: Measurements = {
  machine: { cores: availableParallelism(), memoryGibibytes: Math.round(totalmem() / 1024 ** 3), node: process.version, date: new Date().toISOString().slice(0, 10) },
  start: await step('start of the demonstration', () => startUp(values.quick ? 1 : 3)),
  ...(await onFortyNodes()),
  faults: { run: faultRun, results: await step('faults under load', () => measureChaos(faultRun)) },
  withoutReuse: await withoutReuse(),
  growth: await step('national query, 10 to 120 nodes', () => growNodes(values.quick ? [10, 40] : [10, 40, 120], load)),
  crash: await step('writers killed at random', () => crash(values.quick ? { changes: 400, kills: 6 } : { changes: 20_000, kills: 60 })),
  reads: await step('reads of a node by what it holds', () => nodeReads(values.quick ? { records: [500, 1_500], requests: 5 } : { records: [10_000, 200_000], requests: 40 })),
  index: await step('index', async () => {
    const results = [];
    for (const records of values.quick ? [10_000] : [100_000, 1_000_000]) results.push(await indexScale({ records, searches: values.quick ? 100 : 1_000, loadSeconds: values.quick ? 3 : 30 }));
    return results;
  }),
};
const report = reportOf(measurements);
console.log(report);
const file = packagePath('bench', 'RESULTS.md');
if (!values.quick) await writeFile(file, keepApart(await readFile(file, 'utf8'), report));
