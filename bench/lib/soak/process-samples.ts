import { readdir, readFile } from 'node:fs/promises';

/** What one process held at a moment. */
export interface ProcessSample {
  readonly atMillis: number;
  /** Another one after a restart. */
  readonly pid: number;
  readonly residentMebibytes: number;
  readonly descriptors: number;
}

/** Reads what a process holds from `/proc`; null where it has ended. */
export async function sampleProcess(pid: number): Promise<ProcessSample | null> {
  try {
    const [status, descriptors] = await Promise.all([readFile(`/proc/${String(pid)}/status`, 'utf8'), readdir(`/proc/${String(pid)}/fd`)]);
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? null : { atMillis: performance.now(), pid, residentMebibytes: Number(kibibytes) / 1024, descriptors: descriptors.length };
  } catch {
    return null;
  }
}

/** Samples of each process, by its name. */
export class ProcessSamples {
  readonly byName = new Map<string, ProcessSample[]>();

  /** Takes one sample of each. */
  async take(processes: ReadonlyMap<string, number | undefined>): Promise<void> {
    const taken = await Promise.all([...processes].map(async ([name, pid]) => [name, pid === undefined ? null : await sampleProcess(pid)] as const));
    for (const [name, sample] of taken) {
      if (sample) this.byName.set(name, [...(this.byName.get(name) ?? []), sample]);
    }
  }
}
