import { readFileSync } from 'node:fs';

/** Processor's time of processes so far, by the kernel's account (Linux, whose clock ticks are hundredths); 0 for one that is gone. On a machine with other work it says more than the clock. */
export const cpuSeconds = (pids: readonly number[]): number => pids.map(ofProcess).reduce((a, b) => a + b, 0);

function ofProcess(pid: number): number {
  try {
    // Behind the name, which may have spaces: utime and stime are the 14th and 15th field.
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
