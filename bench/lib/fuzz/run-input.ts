import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openImport } from '../../../cli/import/open-import.js';
import { importRecords } from '../../../cli/import/import-records.js';
import type { FuzzInput } from './samples.js';

/** What became of an input. */
export interface FuzzOutcome {
  readonly entries: number;
  readonly published: number;
  /** Reasons that were given, the first of them. */
  readonly reasons: readonly string[];
  readonly millis: number;
}

/** An importer did what it must never do. */
export class FuzzFailure extends Error {
  override readonly name = 'FuzzFailure';
}

/** Errors that an importer may end with are sentences that say what was expected. */
const IS_REASON = /^(?:Expected|line |--)/;

/** A file that is there, and how it is to be read. */
export interface FuzzFile {
  readonly file: string;
  readonly mapping?: string | undefined;
}

/** Writes an input into a folder, as the file that it is. */
export function writeInput({ name, bytes, mapping }: FuzzInput, folder: string): FuzzFile {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return { file, mapping };
}

/**
 * Runs a file through the importer that its name tells, up to what would be sent to a node.
 *
 * @throws FuzzFailure where it crashes, or refuses without a reason
 */
export async function runFile({ file, mapping }: FuzzFile): Promise<FuzzOutcome> {
  const name = basename(file);
  const began = performance.now();
  const reasons: string[] = [];
  let published = 0;
  try {
    const source = await openImport({ file, mapping });
    const report = await importRecords({
      ...source,
      steward: async (records) => records.map((_, index) => ({ index, outcome: 'CREATED' as const, id: `id-${String((published += 1))}`, problems: [] })),
      onRejected: ({ line, problems }) => {
        const told = problems.map(({ field, rule, message }) => `${field} ${rule}: ${message}`).join(' ');
        if (!Number.isInteger(line) || problems.length === 0 || problems.some(({ rule, message, field }) => !rule || !message || !field)) throw new FuzzFailure(`${name}: refused line ${String(line)} without a reason: ${told}`);
        if (reasons.length < 3) reasons.push(told);
      },
    });
    return { entries: report.entries, published, reasons, millis: performance.now() - began };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof FuzzFailure || !IS_REASON.test(reason)) throw new FuzzFailure(`${name}: ${cause instanceof Error ? (cause.stack ?? reason) : reason}`, { cause });
    return { entries: 0, published, reasons: [reason], millis: performance.now() - began };
  }
}
