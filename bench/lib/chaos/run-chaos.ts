import { setTimeout as delay } from 'node:timers/promises';
import { percentile, round } from '../stats.js';
import { chaosBody } from './chaos-query.js';
import type { FaultNation } from './fault-nation.js';
import { faultsOf, type ChaosFault } from './faults.js';
import { SteadyLoad, type Sample } from './steady-load.js';

export interface ChaosOptions {
  readonly nation: FaultNation;
  readonly nodes: number;
  /** Requests a second. */
  readonly perSecond: number;
  /** How long each fault lasts, at least. */
  readonly faultMillis: number;
  /** How long the healthy nation is measured before each. */
  readonly healthyMillis: number;
  /** A nation is healed when every answer of this time was as in a healthy one. @default 6000: longer than a breaker waits */
  readonly quietMillis?: number;
  /** How long the nation is under load before anything is measured. @default 0 */
  readonly warmUpMillis?: number;
  /** Words of the names of those faults that happen. @default every fault does */
  readonly only?: string | undefined;
  /** Told of each fault as it begins. */
  readonly onFault?: (name: string) => void;
  readonly onResult?: (result: ChaosResult) => void;
}

/** Of the requests of a while, in hundredths: how many had what. */
export interface Measured {
  readonly requests: number;
  readonly search: number;
  readonly records: number;
  readonly direct: number;
  readonly copied: number;
  readonly p50: number;
  readonly p95: number;
}

export interface ChaosResult {
  readonly fault: Pick<ChaosFault, 'name' | 'spares' | 'nodesDie'>;
  readonly healthy: Measured;
  readonly during: Measured;
  /** From the end of the mending to the last answer that was not as in a healthy nation; null where that took too long. */
  readonly healMillis: number | null;
}

/** Longer is not waited for. */
const HEAL_LIMIT_MILLIS = 60_000;

/** Lets one fault after the other happen under a steady load. */
export async function runChaos({ nation, nodes, perSecond, faultMillis, healthyMillis, quietMillis = 6_000, warmUpMillis = 0, only = '', onFault = () => undefined, onResult = () => undefined }: ChaosOptions): Promise<readonly ChaosResult[]> {
  const load = new SteadyLoad({ gateways: nation.gateways.map(({ url }) => url), perSecond, body: (n) => chaosBody(n, nodes) });
  const results: ChaosResult[] = [];
  try {
    await delay(warmUpMillis);
    await settled(load, performance.now(), quietMillis);
    for (const fault of faultsOf(nation).filter(({ name }) => name.includes(only))) {
      onFault(fault.name);
      if (fault.prepare) {
        await fault.prepare();
        await settled(load, performance.now(), quietMillis);
      }
      const healthy = await during(load, async () => delay(healthyMillis));
      const broken = await during(load, async () => void (await Promise.all([fault.break(), delay(faultMillis)])));
      await fault.mend();
      const healMillis = await settled(load, performance.now(), quietMillis);
      await fault.finish?.();
      if (fault.finish) await settled(load, performance.now(), quietMillis);
      results.push({ fault, healthy, during: broken, healMillis });
      onResult(results.at(-1) as ChaosResult);
    }
    return results;
  } finally {
    await load.close();
  }
}

/** What became of the requests that were due while `work` was done. */
async function during(load: SteadyLoad, work: () => Promise<unknown>): Promise<Measured> {
  const from = performance.now();
  await work();
  const to = performance.now();
  // Answers come in another order than their requests went, and each may be on its way for as long as it is waited for.
  while (!load.isAnsweredUntil(to)) await delay(20);
  return measure(load.samples.filter(({ at }) => at >= from && at < to));
}

function measure(samples: readonly Sample[]): Measured {
  const share = (holds: (sample: Sample) => boolean): number => round((100 * samples.filter(holds).length) / samples.length);
  const latencies = samples.map(({ millis }) => millis);
  return {
    requests: samples.length,
    search: share(({ search }) => search),
    records: share(({ records }) => records),
    direct: share(({ direct }) => direct),
    copied: share(({ copied }) => copied),
    p50: round(percentile(latencies, 0.5), 1),
    p95: round(percentile(latencies, 0.95), 1),
  };
}

const isHealthy = ({ search, records, direct, copied }: Sample): boolean => search && records && direct && !copied;

/** Waits until a while was quiet. @returns how long after `since` the last answer came that was not as it should be */
async function settled(load: SteadyLoad, since: number, quietMillis: number): Promise<number | null> {
  for (;;) {
    const ill = load.samples.filter((sample) => sample.at + sample.millis >= since && !isHealthy(sample));
    const lastIll = ill.reduce((last, { at, millis }) => Math.max(last, at + millis), since);
    if (performance.now() - lastIll > quietMillis && load.isAnsweredUntil(lastIll + quietMillis)) return Math.round(lastIll - since);
    if (performance.now() - since > HEAL_LIMIT_MILLIS) return null;
    await delay(50);
  }
}
