import { round } from '../stats.js';
import type { Row } from '../store-report.js';
import type { ChaosResult } from './run-chaos.js';

/** How a run was made. */
export interface ChaosRun {
  readonly nodes: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** What else ran on the machine. */
  readonly beside: string;
  /** Words of the names of those faults that happen; empty: every fault does. */
  readonly only?: string;
}

/** Longest that requests may take where nodes die, against a healthy nation. */
const DEAD_NODES_RATIO = 1.5;

const ratioOf = ({ healthy, during }: ChaosResult): number => round(during.p95 / healthy.p95);

/** What is asked of a nation in which nodes die. */
export const chaosRows = (results: readonly ChaosResult[]): readonly Row[] =>
  results.filter(({ fault }) => fault.nodesDie).map((result) => {
    const ratio = ratioOf(result);
    return [`${result.fault.name}, under load`, 'every search answers, p95 within 1.5 ×', `${percent(result.during.search)}, ${String(ratio)} ×`, result.during.search === 100 && ratio <= DEAD_NODES_RATIO];
  });

const TITLE = '## Faults under load';

const percent = (share: number): string => `${String(share)} %`;

function rowOf(result: ChaosResult): string {
  const { fault, healthy, during, healMillis } = result;
  const cells = [fault.name, percent(during.search), percent(during.records), percent(during.direct), percent(during.copied), `${String(healthy.p50)} → ${String(during.p50)}`, `${String(healthy.p95)} → ${String(during.p95)}`, `${String(ratioOf(result))} ×`, healMillis === null ? '**not within a minute**' : `${String(round(healMillis / 1000, 1))} s`];
  return `| ${cells.join(' | ')} |`;
}

/** The table of a run, as a section of the results. */
export function chaosSection(results: readonly ChaosResult[], { nodes, perSecond, seconds, beside }: ChaosRun): string {
  return `${TITLE}

\`node dist/bench/chaos.js --nodes ${String(nodes)} --rate ${String(perSecond)} --seconds ${String(seconds)}\`: ${String(nodes + 1)} nodes, registry, index, replica and two gateways, each a process;
${String(perSecond)} requests a second in turn to both gateways, each a search that was not asked before with twenty records, their owners and standards, and one
record by its id. A fault lasts ${String(seconds)} s or more; the healthy run is the one right before it.${beside === '' ? '' : ` Beside it ran: ${beside}.`}

| fault | search right | records of the hits right | record by id right | with copies | p50 ms, healthy → then | p95 ms | p95 | healed after |
|---|---|---|---|---|---|---|---|---|
${results.map(rowOf).join('\n')}

"Healed after" is from the moment that the cause is mended to the last answer that was not right and wholly from the owners. While the index is
down a search can only say so; what is asked by id is answered by the owners.
`;
}

/** The results with this section in place of the one of that title, or at their end. */
export function withSection(results: string, section: string, title = TITLE): string {
  const start = results.indexOf(`${title}\n`);
  if (start < 0) return `${results.trimEnd()}\n\n${section}`;
  const end = results.indexOf('\n## ', start + title.length);
  return results.slice(0, start) + section + (end < 0 ? '' : results.slice(end));
}
