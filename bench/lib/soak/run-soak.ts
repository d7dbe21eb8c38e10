import { setTimeout as delay } from 'node:timers/promises';
import { FaultNation, type Service } from '../chaos/fault-nation.js';
import { judgeProcess, type JudgedProcess } from './judge-process.js';
import { MixedLoad } from './mixed-load.js';
import { ProcessSamples } from './process-samples.js';

export interface SoakOptions {
  readonly nodes: number;
  /** Requests a second. */
  readonly perSecond: number;
  readonly minutes: number;
  /** How often each process is looked at. @default 15000 */
  readonly everyMillis?: number;
  /** How often one of the nodes that come and go is ended and started again. @default 60000 */
  readonly churnMillis?: number;
  /** Told of each minute. */
  readonly onMinute?: (counts: MixedLoad['counts']) => void;
}

export interface SoakResult {
  readonly warmUpMinutes: number;
  readonly restarts: number;
  readonly counts: MixedLoad['counts'];
  readonly processes: readonly JudgedProcess[];
}

/** Of the nodes so many come and go. */
const COMING_AND_GOING = 2;
/** What is read at first and grown into is not counted: this share of the run, and no more than so many minutes. */
const WARM_UP_SHARE = 1 / 3;
const WARM_UP_LIMIT_MINUTES = 15;

/** Lets a nation work for a while, with nodes that come and go, and looks at what its processes hold. */
export async function runSoak({ nodes, perSecond, minutes, everyMillis = 15_000, churnMillis = 60_000, onMinute = () => undefined }: SoakOptions): Promise<SoakResult> {
  const nation = await FaultNation.start(nodes);
  const churned = [...nation.nodes].slice(0, COMING_AND_GOING);
  const load = new MixedLoad({ nation, nodes, perSecond, unwritten: churned.map(([code]) => code) });
  const started = performance.now();
  const warmUpMinutes = Math.min(WARM_UP_LIMIT_MINUTES, minutes * WARM_UP_SHARE);
  const samples = new ProcessSamples();
  const ending = new AbortController();
  try {
    const churn = comeAndGo(churned.map(([, node]) => node), churnMillis, ending.signal);
    for (let tick = 1; performance.now() - started < minutes * 60_000; tick += 1) {
      await samples.take(processesOf(nation));
      if (tick % Math.max(1, Math.round(60_000 / everyMillis)) === 0) onMinute(load.counts);
      await delay(everyMillis);
    }
    ending.abort();
    const restarts = await churn;
    await load.close();
    const processes = [...samples.byName].map(([name, own]) => judgeProcess(name, own, started + warmUpMinutes * 60_000));
    return { warmUpMinutes, restarts, counts: load.counts, processes };
  } finally {
    ending.abort();
    await load.close();
    await nation.close();
  }
}

function processesOf({ registry, search, replica, gateways, nodes }: FaultNation): ReadonlyMap<string, number | undefined> {
  const services: readonly (readonly [string, Service])[] = [['registry', registry], ['index', search], ['replica', replica], ...gateways.map((gateway, index) => [`gateway ${String(index + 1)}`, gateway] as const), ...[...nodes].map(([code, node]) => [`node ${code}`, node] as const)];
  return new Map(services.map(([name, { pid }]) => [name, pid]));
}

/** Ends one after the other, by turns as a power cut and as an operator would, and starts it again. @returns how often */
async function comeAndGo(nodes: readonly Service[], everyMillis: number, signal: AbortSignal): Promise<number> {
  for (let turn = 0; ; turn += 1) {
    await delay(everyMillis, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return turn;
    const node = nodes[turn % nodes.length] as Service;
    await (turn % 2 === 0 ? node.kill() : node.stop());
    await node.start();
  }
}
