import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FuzzReport } from './fuzz-report.js';
import { cyclicGraph, hostileInputs } from './hostile.js';
import { Random } from '../random.js';
import { FuzzFailure, writeInput, type FuzzFile, type FuzzOutcome } from './run-input.js';
import { fuzzSources, type FuzzInput } from './samples.js';

export interface FuzzOptions {
  /** How many damaged inputs, beside the hostile ones. */
  readonly inputs: number;
  readonly seed: number;
  /** Runs a file through its importer. @throws FuzzFailure */
  readonly run: (file: FuzzFile) => Promise<FuzzOutcome>;
}

/** What the inputs did, without what only the process that ran them can say. */
export type FuzzResult = Omit<FuzzReport, 'peakMebibytes' | 'connections'>;

interface Planned {
  readonly input: FuzzInput;
  readonly told: string;
  readonly mustRefuse: boolean;
}

/** Runs hostile and damaged inputs over all importers. Each failure is taken down; none ends it. */
export async function runFuzz({ inputs, seed, run }: FuzzOptions): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-fuzz-'));
  const sum = { entries: 0, published: 0, refused: 0, slowest: { name: '', millis: 0 } };
  const failures: string[] = [];
  try {
    for await (const { input, told, mustRefuse } of plan(inputs, seed)) {
      try {
        const outcome = await run(writeInput(input, folder));
        add(sum, outcome, told);
        if (mustRefuse && outcome.reasons.length === 0) failures.push(`${told}: nothing was refused.`);
      } catch (error) {
        if (!(error instanceof FuzzFailure)) throw error;
        failures.push(`${told}: ${error.message}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { inputs, seed, ...sum, failures };
}

async function* plan(inputs: number, seed: number): AsyncGenerator<Planned> {
  for (const input of hostileInputs()) yield { input, told: input.name, mustRefuse: true };
  yield { input: cyclicGraph, told: cyclicGraph.name, mustRefuse: false };
  const sources = await fuzzSources();
  for (let number = 0; number < inputs; number += 1) {
    const input = (sources[number % sources.length] as (typeof sources)[number])(new Random(seed + number));
    yield { input, told: `input ${String(number)} of seed ${String(seed)}, ${input.name} of ${String(input.bytes.length)} bytes`, mustRefuse: false };
  }
}

function add(sum: { entries: number; published: number; refused: number; slowest: FuzzReport['slowest'] }, { entries, published, reasons, millis }: FuzzOutcome, name: string): void {
  sum.entries += entries;
  sum.published += published;
  if (reasons.length > 0) sum.refused += 1;
  if (millis > sum.slowest.millis) sum.slowest = { name, millis: Math.round(millis) };
}
