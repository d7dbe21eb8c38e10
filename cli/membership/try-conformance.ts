import { runConformance } from '../../subgraphs/kit/conformance/run-conformance.js';
import { readClientTls } from '../../subgraphs/kit/tls.js';
import { checkLines, checkSummary, hasFailed } from './check-lines.js';
import { requireUrl, type VerbResult } from './verb.js';

export interface ConformanceRequest {
  readonly url: string;
  /** Codes to try it for; without any, what the node says that it serves. */
  readonly authority?: readonly string[] | undefined;
}

/** `ucat conformance` */
export async function tryConformance({ url, authority }: ConformanceRequest): Promise<VerbResult> {
  const asked = performance.now();
  const checks = await runConformance(requireUrl('URL', url), { ...(authority && { authorities: authority }), tls: readClientTls(process.env) });
  const seconds = Math.round(performance.now() - asked) / 1_000;
  return { lines: [...checkLines(checks), `${checkSummary(checks)} in ${seconds.toFixed(1)} s`], data: { url, seconds, checks }, ok: !hasFailed(checks) };
}
