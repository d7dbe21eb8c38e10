import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { EVERYBODY } from '../schema/audience.js';
import { formatId } from '../schema/ids.js';
import { THEMES } from '../schema/themes.js';
import { CountedViews } from '../subgraphs/search/index/columns/counted-views.js';
import { RecordColumns } from '../subgraphs/search/index/columns/record-columns.js';
import { countCoverage } from '../subgraphs/search/index/query/count-coverage.js';
import type { RecordFacts } from '../subgraphs/search/model/facts.js';
import { randomNumbers } from './lib/random.js';
import { percentiles, round } from './lib/stats.js';

export interface CoverageOptions {
  readonly records: number;
  /** @default 80 */
  readonly authorities?: number;
  /** Links of a record to any other. @default 3 */
  readonly links?: number;
}

const ROUNDS = 10;
const QUERIES = 500;
const DAY = Date.parse('2026-11-29');

/** The processor's time of the figures of coverage: counted after a change, and asked for again, with the copy that goes to another thread. */
export function run({ records, authorities = 80, links = 3 }: CoverageOptions) {
  const columns = columnsOf(records, authorities, links);
  const counted = new CountedViews(columns);
  const ask = () => structuredClone(counted.of(columns.view(EVERYBODY), 'figures', () => countCoverage(columns, columns.view(EVERYBODY), DAY)));
  const afterAChange: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    columns.die(round);
    afterAChange.push(cpuMillis(ask));
  }
  const figures = ask();
  const again = cpuMillis(() => {
    for (let query = 0; query < QUERIES; query++) ask();
  });
  return {
    records,
    authorities: figures.length,
    lines: figures.reduce((sum, { themes }) => sum + 1 + themes.length, 0),
    linksAcross: figures.reduce((sum, { counts }) => sum + counts.linksOut, 0),
    cpuMillisAfterAChange: percentiles(afterAChange),
    cpuMillisPerQuery: round(again / QUERIES, 3),
  };
}

function columnsOf(records: number, authorities: number, links: number): RecordColumns {
  const random = randomNumbers(1);
  const slots = new Map<string, number>();
  const columns = new RecordColumns((id) => slots.get(id));
  const idOf = (n: number): string => formatId(`A${String(n % authorities).padStart(3, '0')}`, 'DATASET', Math.floor(n / authorities) + 1);
  const ids = Array.from({ length: records }, (_, n) => idOf(n));
  const any = (): string => ids[Math.floor(random() * records)] as string;
  columns.reserve(records);
  for (const id of ids) {
    const facts: RecordFacts = {
      id, kind: 'DATASET', title: 't', titleEn: '', region: '', themes: [THEMES[Math.floor(random() * THEMES.length)]?.code ?? ''], formats: [], shareType: '', openness: 'OPEN', grade: '', license: '', frequency: 'YEARLY', owner: any(),
      standards: [any()], keywords: [], issued: '', modified: '2026-01-01', temporal: null, bbox: null, hasApiFormat: false, serves: [], length: 1, completeness: 1, unmetMetrics: 0, inForce: false, keyHashes: [], log: '', permits: [], published: '', industries: [], priceModels: [], demandState: '', hub: '', environments: [], accelerators: [], usedWell: [], derivedFrom: [],
      links: Array.from({ length: Math.max(0, links - 2) }, any),
    }; // prettier-ignore
    const slot = columns.add(facts);
    columns.goLive(slot);
    slots.set(id, slot);
  }
  return columns;
}

function cpuMillis(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { records: { type: 'string', default: '1000000' }, authorities: { type: 'string', default: '80' }, links: { type: 'string', default: '3' } } });
  console.log(JSON.stringify(run({ records: Number(values.records), authorities: Number(values.authorities), links: Number(values.links) }), null, 2));
}
