import { round } from '../stats.js';

export interface EngineFigures {
  readonly buildSeconds: number;
  readonly recordsPerSecond: number;
  readonly diskMebibytes: number;
  readonly millis: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
  /** Hits of the first queries of the mix. */
  readonly totals: readonly number[];
  readonly residentMebibytes: number;
  /** Of the server's process; 0 where there is none. */
  readonly serverMebibytes: number;
}

export interface BesideFigures {
  readonly records: number;
  readonly searches: number;
  readonly heapMebibytes: number;
  readonly server: string;
  /** Of those that were measured: ours always. */
  readonly figures: Readonly<{ embedded: EngineFigures } & Partial<Record<'adapter' | 'stock', EngineFigures>>>;
}

type Times = EngineFigures['millis'][string];
const NOT_MEASURED = '–';

/** The section of RESULTS.md. */
export function besideReport({ records, searches, heapMebibytes, server, figures: { embedded, adapter, stock } }: BesideFigures): string {
  const row = (name: string): string => {
    const [ours, ...others] = [embedded, adapter, stock].map((one) => one?.millis[name]) as [Times, Times | undefined, Times | undefined];
    const times = (other?: Times): string => (other ? `${String(round(other.p50 / ours.p50, 1))} ×, ${String(round(other.p95 / ours.p95, 1))} ×` : NOT_MEASURED);
    return `| ${name} | ${[ours, ...others].map((one) => (one ? `${String(one.p50)} / ${String(one.p95)}` : NOT_MEASURED)).join(' | ')} | ${others.map(times).join(' | ')} |`;
  };
  const same = adapter && embedded.totals.filter((total, at) => total === adapter.totals[at]).length;
  const facts = [
    ['filling, seconds', (one: EngineFigures) => one.buildSeconds],
    ['records a second', (one: EngineFigures) => one.recordsPerSecond],
    ['disk, MiB', (one: EngineFigures) => one.diskMebibytes],
    ['resident, MiB: our process + the server', (one: EngineFigures) => `${String(one.residentMebibytes)} + ${String(one.serverMebibytes)}`],
  ] as const;
  return `## Beside OpenSearch, ${records.toLocaleString('en')} records

\`node dist/bench/beside-opensearch.js --records ${String(records)} --searches ${String(searches)} --heap ${String(heapMebibytes)}${adapter && stock ? '' : ` --others ${adapter ? 'adapter' : 'stock'}`}\`: the same generated records, queries and filters, one asked after the other:
the embedded engine; the same port on ${server} (one node, one shard, a heap of ${String(heapMebibytes)} MiB); and that server as one uses it without
us (its \`cjk\` analyzer, its BM25, its facets; it knows no audiences, and matches other words). p50 / p95 in ms; the last two
columns are how many times the embedded engine's p50 and p95 the others take.

| | embedded | port on OpenSearch | OpenSearch as it is | port | as it is |
|---|---|---|---|---|---|
${Object.keys(embedded.millis).map(row).join('\n')}

| | embedded | port on OpenSearch | OpenSearch as it is |
|---|---|---|---|
${facts.map(([name, of]) => `| ${name} | ${[embedded, adapter, stock].map((one) => (one ? String(of(one)) : NOT_MEASURED)).join(' | ')} |`).join('\n')}
${same === undefined ? '' : `\nOf ${String(embedded.totals.length)} queries of the mix ${String(same)} have the same number of hits in both engines behind the port.\n`}`;
}
