import type { ChaosRun } from './chaos-report.js';
import { FaultNation } from './fault-nation.js';
import { runChaos, type ChaosOptions, type ChaosResult } from './run-chaos.js';

/** Starts a nation, breaks it in every way, and stops it. The healthy run beside each fault is half as long, and 5 to 20 s. */
export async function measureChaos({ nodes, perSecond, seconds, only }: ChaosRun, told: Pick<ChaosOptions, 'onFault' | 'onResult'> = {}): Promise<readonly ChaosResult[]> {
  const nation = await FaultNation.start(nodes);
  try {
    return await runChaos({ nation, nodes, perSecond, only, faultMillis: seconds * 1_000, healthyMillis: Math.min(20_000, Math.max(5_000, seconds * 500)), warmUpMillis: 15_000, ...told });
  } finally {
    await nation.close();
  }
}
