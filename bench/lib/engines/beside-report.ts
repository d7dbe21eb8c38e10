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
  readonly figures: Readonly<Record<'embedded' | 'adapter' | 'stock', EngineFigures>>;
}

/** The section of RESULTS.md. */
export function besideReport({ records, searches, heapMebibytes, server, figures: { embedded, adapter, stock } }: BesideFigures): string {
  const row = (name: string): string => {
    const [a, b, c] = [embedded, adapter, stock].map(({ millis }) => millis[name] ?? { p50: NaN, p95: NaN }) as [EngineFigures['millis'][string], EngineFigures['millis'][string], EngineFigures['millis'][string]];
    const times = (other: typeof a): string => `${String(round(other.p50 / a.p50, 1))} ×, ${String(round(other.p95 / a.p95, 1))} ×`;
    return `| ${name} | ${[a, b, c].map(({ p50, p95 }) => `${String(p50)} / ${String(p95)}`).join(' | ')} | ${times(b)} | ${times(c)} |`;
  };
  const same = embedded.totals.filter((total, at) => total === adapter.totals[at]).length;
  const facts = [
    ['filling, seconds', (one: EngineFigures) => one.buildSeconds],
    ['records a second', (one: EngineFigures) => one.recordsPerSecond],
    ['disk, MiB', (one: EngineFigures) => one.diskMebibytes],
    ['resident, MiB: our process + the server', (one: EngineFigures) => `${String(one.residentMebibytes)} + ${String(one.serverMebibytes)}`],
  ] as const;
  return `## Beside OpenSearch, ${records.toLocaleString('en')} records

\`node dist/bench/beside-opensearch.js --records ${String(records)} --searches ${String(searches)} --heap ${String(heapMebibytes)}\`: the same generated records, queries and filters, one asked after the other:
the embedded engine; the same port on ${server} (one node, one shard, a heap of ${String(heapMebibytes)} MiB); and that server as one uses it without
us (its \`cjk\` analyzer, its BM25, its facets; it knows no audiences, and matches other words). p50 / p95 in ms; the last two
columns are how many times the embedded engine's p50 and p95 the others take.

| | embedded | port on OpenSearch | OpenSearch as it is | port | as it is |
|---|---|---|---|---|---|
${Object.keys(embedded.millis).map(row).join('\n')}

| | embedded | port on OpenSearch | OpenSearch as it is |
|---|---|---|---|
${facts.map(([name, of]) => `| ${name} | ${[embedded, adapter, stock].map((one) => String(of(one))).join(' | ')} |`).join('\n')}

Of ${String(embedded.totals.length)} queries of the mix ${String(same)} have the same number of hits in both engines behind the port.
`;
}
