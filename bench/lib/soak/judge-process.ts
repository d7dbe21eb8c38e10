import { round } from '../stats.js';
import type { ProcessSample } from './process-samples.js';
import { judgeSlope, slopeOf, type Slope, type Verdict } from './slope.js';

/** More resident memory in an hour than this is a leak: an office's small machine of 2 GiB would be full within a day. */
const RESIDENT_BAR_MEBIBYTES = 64;
/** Or this share of what it holds, whichever is more: a large process breathes more. */
const RESIDENT_BAR_SHARE = 0.1;
/** More open files and sockets in an hour than this: the usual limit of 1,024 would be reached within two days. */
const DESCRIPTOR_BAR = 20;

export interface JudgedProcess {
  readonly name: string;
  readonly samples: number;
  /** Lives that it had; only one that lived throughout is judged. */
  readonly lives: number;
  readonly residentMebibytes: { readonly first: number; readonly last: number; readonly most: number };
  readonly resident: Slope;
  readonly residentBar: number;
  readonly residentVerdict: Verdict | null;
  readonly descriptors: { readonly first: number; readonly last: number; readonly most: number };
  readonly descriptor: Slope;
  readonly descriptorVerdict: Verdict | null;
}

/** Judges what a process held after the warm-up. */
export function judgeProcess(name: string, all: readonly ProcessSample[], warmUntilMillis: number): JudgedProcess {
  const samples = all.filter(({ atMillis }) => atMillis >= warmUntilMillis);
  const readings = (of: (sample: ProcessSample) => number) => samples.map((sample) => ({ hours: sample.atMillis / 3_600_000, value: of(sample) }));
  const resident = slopeOf(readings(({ residentMebibytes }) => residentMebibytes));
  const descriptor = slopeOf(readings(({ descriptors }) => descriptors));
  const mean = samples.reduce((sum, { residentMebibytes }) => sum + residentMebibytes, 0) / Math.max(1, samples.length);
  const residentBar = Math.max(RESIDENT_BAR_MEBIBYTES, RESIDENT_BAR_SHARE * mean);
  const lives = new Set(samples.map(({ pid }) => pid)).size;
  const isJudged = lives === 1;
  return {
    name,
    samples: samples.length,
    lives,
    residentMebibytes: span(samples.map(({ residentMebibytes }) => residentMebibytes)),
    resident,
    residentBar,
    residentVerdict: isJudged ? judgeSlope(resident, residentBar) : null,
    descriptors: span(samples.map(({ descriptors }) => descriptors)),
    descriptor,
    descriptorVerdict: isJudged ? judgeSlope(descriptor, DESCRIPTOR_BAR) : null,
  };
}

const span = (values: readonly number[]) => ({ first: round(values[0] ?? NaN, 0), last: round(values.at(-1) ?? NaN, 0), most: round(Math.max(...values), 0) });

export const BAR = `more than ${String(RESIDENT_BAR_MEBIBYTES)} MiB an hour, or ${String(RESIDENT_BAR_SHARE * 100)} % of what it holds if that is more; of descriptors more than ${String(DESCRIPTOR_BAR)} an hour`;
