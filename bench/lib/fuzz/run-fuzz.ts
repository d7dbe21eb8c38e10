import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FuzzReport } from './fuzz-report.js';
import { cyclicGraph, hostileInputs } from './hostile.js';
import { Random } from './random.js';
import { FuzzFailure, runInput, type FuzzOutcome } from './run-input.js';
import { fuzzSources, type FuzzInput } from './samples.js';

export interface FuzzOptions {
  /** How many damaged inputs, beside the hostile ones. */
  readonly inputs: number;
  readonly seed: number;
  /** How many connections were tried. */
  readonly connections: () => number;
}

/** Runs hostile and damaged inputs over all importers. Each failure is taken down; none ends it. */
export async function runFuzz({ inputs, seed, connections }: FuzzOptions): Promise<FuzzReport> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-fuzz-'));
  const sum = { entries: 0, published: 0, refused: 0, slowest: { name: '', millis: 0 } };
  const failures: string[] = [];
  const run = async (input: FuzzInput, told: string, mustRefuse: boolean): Promise<void> => {
    try {
      const outcome = await runInput(input, folder);
      add(sum, outcome, input.name);
      if (mustRefuse && outcome.reasons.length === 0) failures.push(`${told}: nothing was refused.`);
    } catch (error) {
      if (!(error instanceof FuzzFailure)) throw error;
      failures.push(`${told}: ${error.message}`);
    }
  };
  try {
    for (const input of hostileInputs()) await run(input, input.name, true);
    await run(cyclicGraph, cyclicGraph.name, false);
    const sources = await fuzzSources();
    for (let number = 0; number < inputs; number += 1) {
      const source = sources[number % sources.length] as (typeof sources)[number];
      await run(source(new Random(seed + number)), `input ${String(number)} of seed ${String(seed)}`, false);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { inputs, seed, ...sum, peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024), connections: connections(), failures };
}

function add(sum: { entries: number; published: number; refused: number; slowest: FuzzReport['slowest'] }, { entries, published, reasons, millis }: FuzzOutcome, name: string): void {
  sum.entries += entries;
  sum.published += published;
  if (reasons.length > 0) sum.refused += 1;
  if (millis > sum.slowest.millis) sum.slowest = { name, millis: Math.round(millis) };
}
