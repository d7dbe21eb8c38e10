import type { EngineCrash } from './crash.js';
import type { joining, visibility } from './freshness.js';
import type { run } from './index-scale.js';
import type { compareGateways, growNodes } from './national-query.js';
import type { EngineReads } from './node-reads.js';
import { chaosRows, chaosSection, type ChaosRun } from './lib/chaos/chaos-report.js';
import type { ChaosResult } from './lib/chaos/run-chaos.js';
import { crashRows, crashTable, readsRows, readsTable, type Row } from './lib/store-report.js';
import { round } from './lib/stats.js';
import type { startUp } from './start-up.js';

export interface Measurements {
  readonly machine: { readonly cores: number; readonly memoryGibibytes: number; readonly node: string; readonly date: string };
  readonly start: Awaited<ReturnType<typeof startUp>>;
  readonly visible: Awaited<ReturnType<typeof visibility>>;
  readonly join: Awaited<ReturnType<typeof joining>>;
  readonly gateways: Awaited<ReturnType<typeof compareGateways>>;
  readonly withoutReuse: Awaited<ReturnType<typeof compareGateways>>;
  readonly growth: Awaited<ReturnType<typeof growNodes>>;
  readonly faults: { readonly run: ChaosRun; readonly results: readonly ChaosResult[] };
  readonly crash: readonly EngineCrash[];
  readonly reads: readonly EngineReads[];
  readonly index: readonly Awaited<ReturnType<typeof run>>[];
}

type Figures = Readonly<Record<string, unknown>>;

/** What the largest index run measured; its shape belongs to the run. */
function largest(index: Measurements['index']): { readonly records: number; readonly p95: number; readonly perSecond: number; readonly besidePlain: { readonly short: number; readonly same: number }; readonly resident: number } {
  const result = index.at(-1) as unknown as Figures & { readonly millis: Readonly<Record<string, { readonly p95: number }>>; readonly records: number; readonly recordsPerSecond: number; readonly recordsPerSecondBesidePlain: { readonly short: number; readonly same: number }; readonly residentMebibytes: number; readonly residentWhileIndexingMebibytes: number };
  return { records: result.records, p95: result.millis['mix8Facets']?.p95 ?? NaN, perSecond: result.recordsPerSecond, besidePlain: result.recordsPerSecondBesidePlain, resident: Math.max(result.residentMebibytes, result.residentWhileIndexingMebibytes) };
}

/** The report as Markdown: every budget with its measured figure, then all figures. */
export function reportOf({ machine, start, visible, join, gateways, withoutReuse, growth, faults, crash, reads, index }: Measurements): string {
  const { different, repeated } = gateways;
  const [few, many] = [growth[0], growth.at(-1)];
  const { records, p95, perSecond, besidePlain, resident } = largest(index);
  const million = records.toLocaleString('en');
  const rows: readonly Row[] = [
    ['national query, every search different: throughput against @graphql-hive/gateway', '≥ 2 ×', `${String(different.throughputRatio)} ×`, different.throughputRatio >= 2],
    ['the same, p99 against its p99', '< 1 ×', `${String(different.p99Ratio)} ×`, different.p99Ratio < 1],
    ['national query repeated: throughput against it', '≥ 8 ×', `${String(repeated.throughputRatio)} ×`, repeated.throughputRatio >= 8],
    [`same query, ${String(few?.nodes)} → ${String(many?.nodes)} nodes: median latency`, '≤ 1.2 ×', `${String(round((many?.p50 ?? NaN) / (few?.p50 ?? NaN)))} ×`, (many?.p50 ?? NaN) / (few?.p50 ?? NaN) <= 1.2],
    [`search with 8 facets, ${million} records, p95 of the mix`, '≤ 50 ms', `${String(p95)} ms`, p95 <= 50],
    ['index: records a second', '≥ 15,000', `${perSecond.toLocaleString('en')}; of what the bare engine takes in with jieba, one thread, ${String(besidePlain.short)} × (short records) and ${String(besidePlain.same)} × (the same records)`, perSecond >= 15_000],
    ['index: resident memory, indexing and searching', '≤ 1,024 MiB', `${resident.toLocaleString('en')} MiB`, resident <= 1_024],
    ['change at a node → visible nationally, p95', '≤ 1,000 ms', `${String(visible.p95)} ms`, visible.p95 <= 1_000],
    [`a node of ${join.records.toLocaleString('en')} records joins → searchable, under load`, '≤ 10 s', `${String(join.seconds)} s, ${String(join.requestsMeanwhile)} requests and none failed`, join.seconds <= 10],
    ['start of the whole demonstration', '≤ 15 s', `${String(start.startSeconds)} s`, start.startSeconds <= 15],
    ...chaosRows(faults.results),
    ...crashRows(crash),
    ...readsRows(reads),
  ];
  return `# Results of \`npm run bench\`

${machine.date}, ${String(machine.cores)} cores, ${String(machine.memoryGibibytes)} GiB, Node.js ${machine.node}. Medians; a shared machine, so ratios count more than times.
What has no command beside it is of \`npm run bench\`.

| | budget | measured | met |
|---|---|---|---|
${rows.map(([what, budget, measured, met]) => `| ${what} | ${budget} | ${measured} | ${met ? 'yes' : '**no**'} |`).join('\n')}

## National query, 40 nodes, 16 requests at once

| | requests/s | p50 ms | p99 ms |
|---|---|---|---|
${[['ours, every search different', different.ours], ['Hive gateway, every search different', different.hive], ['ours, repeated', repeated.ours], ['Hive gateway, repeated', repeated.hive], ['ours, every search different, REUSE_MILLIS=0', withoutReuse.different.ours], ['Hive gateway, the same', withoutReuse.different.hive], ['ours, repeated, REUSE_MILLIS=0', withoutReuse.repeated.ours], ['Hive gateway, the same', withoutReuse.repeated.hive]].map(([name, figures]) => gatewayRow(name as string, figures as typeof different.ours)).join('\n')}

Both gateways stand before the same router: what nodes answered a moment ago (REUSE_MILLIS, 500 by default) it gives to both
again, and a whole answer only to ours. With REUSE_MILLIS=0 ours has ${String(withoutReuse.different.throughputRatio)} × Hive's throughput where every search is different and
${String(withoutReuse.repeated.throughputRatio)} × where it is repeated.

## National query through our gateway, by nodes

| nodes | requests/s | p50 ms | p99 ms |
|---|---|---|---|
${growth.map(({ nodes, ...figures }) => gatewayRow(String(nodes), figures)).join('\n')}

${chaosSection(faults.results, faults.run)}
## Freshness and start

${list({ ...visible, ...start })}

## Writers killed at random

Alone: \`node dist/bench/crash.js --changes 20000 --kills 60\`.

${crashTable(crash)}

## Reads of a node, by records in its store

Alone: \`node dist/bench/node-reads.js --records 10000,200000\`.

${readsTable(reads)}

## Index

Alone: \`node dist/bench/index-scale.js --records 1000000\`.

${index.map((result) => `\`\`\`json\n${JSON.stringify(result, null, 2)}\n\`\`\``).join('\n\n')}
`;
}

const gatewayRow = (name: string, { perSecond, p50, p99 }: { readonly perSecond: number; readonly p50: number; readonly p99: number }): string => `| ${name} | ${String(perSecond)} | ${String(p50)} | ${String(p99)} |`;

const list = (figures: Figures): string => Object.entries(figures).map(([name, value]) => `- ${name}: ${String(value)}`).join('\n');
