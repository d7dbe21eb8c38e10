import { Random } from '../random.js';

/** What may be wrong with a node, or on the way to it, for a time. */
export const FAULTS = ['DOWN', 'SILENT', 'EMPTY', 'SHORT', 'REWOUND', 'SHUFFLED', 'DOUBLED', 'CUT', 'STALE', 'GARBLED', 'SLOW'] as const;
export type Fault = (typeof FAULTS)[number];

/** What happens, and when. `node` counts from 0, `record` is a serial. */
export type Step = { readonly afterMillis: number } & (
  | { readonly what: 'WRITE' | 'RETIRE' | 'REVIVE' | 'POISON'; readonly node: number; readonly record: number; /** The node's clock is wrong by this. */ readonly skewMillis: number }
  | { readonly what: 'FAULT'; readonly node: number; readonly fault: Fault; readonly millis: number; readonly share: number }
  | { readonly what: 'RESTORE'; readonly node: number; readonly lost: number }
  | { readonly what: 'CRASH'; readonly downMillis: number; /** A record is lost from the index meanwhile. */ readonly damage: boolean }
  | { readonly what: 'DISK_FULL'; readonly millis: number }
);

export interface Schedule {
  readonly seed: number;
  /** Whether each node tells a digest, as older contracts do not. */
  readonly digests: readonly boolean[];
  readonly pageSize: number;
  readonly steps: readonly Step[];
}

const RECORDS = 6;
const LONGEST_SKEW_MILLIS = 86_400_000;

/** The schedule of a seed: always the same. */
export function scheduleOf(seed: number): Schedule {
  const random = new Random(seed);
  const digests = Array.from({ length: 1 + random.below(3) }, () => random.chance(0.7));
  const steps = Array.from({ length: 12 + random.below(24) }, () => step(random, digests.length));
  return { seed, digests, pageSize: 1 + random.below(6), steps };
}

function step(random: Random, nodes: number): Step {
  // Often at once, so that things fall into each other.
  const afterMillis = random.chance(0.5) ? random.below(30) : random.below(8_000);
  const node = random.below(nodes);
  const kind = random.next();
  if (kind < 0.3) return { afterMillis, what: 'FAULT', node, fault: random.pick(FAULTS), millis: random.below(20_000), share: random.next() };
  if (kind < 0.4) return { afterMillis, what: 'CRASH', downMillis: random.below(2_000), damage: random.chance(0.15) };
  if (kind < 0.43) return { afterMillis, what: 'DISK_FULL', millis: random.below(3_000) };
  if (kind < 0.445) return { afterMillis, what: 'RESTORE', node, lost: 1 + random.below(5) };
  const skewMillis = random.chance(0.3) ? random.below(2 * LONGEST_SKEW_MILLIS) - LONGEST_SKEW_MILLIS : 0;
  const what = kind < 0.72 ? 'WRITE' : kind < 0.86 ? 'RETIRE' : kind < 0.97 ? 'REVIVE' : 'POISON';
  return { afterMillis, what, node, record: 1 + random.below(RECORDS), skewMillis };
}

/** A schedule as people read it. */
export function describeSchedule({ seed, digests, pageSize, steps }: Schedule): string {
  let at = 0;
  const lines = steps.map(({ afterMillis, ...rest }) => `  +${String((at += afterMillis))} ms ${JSON.stringify(rest)}`);
  return [`seed ${String(seed)}: ${String(digests.length)} nodes (digests: ${digests.join(', ')}), pages of ${String(pageSize)}`, ...lines].join('\n');
}
