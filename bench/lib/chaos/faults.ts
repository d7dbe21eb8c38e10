import { until } from '../until.js';
import type { FaultNation } from './fault-nation.js';

/** Something that goes wrong, and how it is put right. */
export interface ChaosFault {
  readonly name: string;
  /** Made ready before the healthy run beside it. */
  readonly prepare?: () => Promise<void>;
  readonly break: () => Promise<void>;
  /** Puts right; from its end on it is counted how long the nation takes. */
  readonly mend: () => Promise<void>;
  readonly finish?: () => Promise<void>;
  /** What an answer is allowed to lack meanwhile. */
  readonly spares?: 'search';
  /** Whether latency is held to 1.5 times the healthy run's. */
  readonly nodesDie?: true;
}

const DAY_MILLIS = 24 * 60 * 60 * 1000;

/** Every fault of the list, on one nation. */
export function faultsOf(nation: FaultNation): readonly ChaosFault[] {
  const codes = [...nation.nodes.keys()];
  const half = codes.filter((_, index) => index % 2 === 0);
  const quarter = codes.filter((_, index) => index % 4 === 1);
  const nodesOf = (chosen: readonly string[]) => chosen.flatMap((code) => nation.nodes.get(code) ?? []);
  const each = async <Value>(values: readonly Value[], work: (value: Value, index: number) => Promise<void>): Promise<void> => void (await Promise.all(values.map(work)));
  return [
    {
      name: 'half of the nodes killed with -9',
      break: async () => each(nodesOf(half), async (node) => node.kill()),
      mend: async () => each(nodesOf(half), async (node) => node.start()),
      nodesDie: true,
    },
    {
      name: 'every node slow: 5 s before each piece',
      prepare: async () => nation.putProxies(),
      break: async () => nation.setFault(codes, { kind: 'slow', delayMillis: 5_000 }),
      mend: async () => nation.setFault(codes, { kind: 'none' }),
    },
    {
      name: 'a quarter of the nodes behind a network that swallows everything, without a reset',
      break: async () => nation.setFault(quarter, { kind: 'swallow' }),
      mend: async () => nation.setFault(quarter, { kind: 'none' }),
      finish: async () => nation.takeProxies(),
    },
    {
      name: 'clocks of a quarter of the nodes wrong by a day, either way',
      break: async () =>
        each(nodesOf(quarter), async (node, index) => {
          await node.stop();
          await nation.startNodeAt(node, index % 2 === 0 ? DAY_MILLIS : -DAY_MILLIS);
        }),
      mend: async () =>
        each(nodesOf(quarter), async (node) => {
          await node.stop();
          await node.start();
        }),
    },
    { name: 'the index killed with -9', break: nation.search.kill, mend: nation.startSearch, spares: 'search' },
    { name: 'the registry killed with -9', break: nation.registry.kill, mend: async () => nation.registry.start() },
    {
      name: 'both gateways restarted, one after the other',
      break: async () => {
        for (const gateway of nation.gateways) {
          await gateway.stop();
          await nation.startGateway(gateway);
          await until('the gateway to be ready', async () => fetch(gateway.url.replace('/graphql', '/readyz')).then(({ ok }) => ok, () => false));
        }
      },
      mend: async () => undefined,
    },
  ];
}
