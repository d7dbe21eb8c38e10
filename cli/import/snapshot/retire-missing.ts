import { liveRecords, readableLogs } from '../../feed/live-records.js';
import type { PatientClient } from '../patient-client.js';
import type { Snapshot } from './snapshot.js';

export interface RetireMissingOptions {
  readonly snapshot: Snapshot;
  readonly ask: PatientClient;
  /** Largest share of the records in its scope that may go. @default 0.1 */
  readonly maxShare?: number;
  /** Retires whatever their share. @default false */
  readonly force?: boolean;
  /** Told after each request how many have gone. */
  readonly onProgress?: (retired: number) => void;
  readonly signal?: AbortSignal;
}

/** The snapshot can't be used to withdraw records; none was. The message says why and what to do. */
export class SnapshotRefused extends Error {
  override readonly name = 'SnapshotRefused';
}

/** What is missing, of how many. */
interface Missing {
  readonly ids: readonly string[];
  readonly held: number;
}

const AT_ONCE = 50;

/**
 * Retires the records in the snapshot's scope that it does not contain. Silence is not deletion: only a source that was
 * read to its end, of which every entry is known, may say that something is gone.
 *
 * @returns how many were retired
 * @throws SnapshotRefused
 */
export async function retireMissing({ snapshot, ask, maxShare = 0.1, force = false, onProgress, signal }: RetireMissingOptions): Promise<number> {
  checkSnapshot(snapshot);
  const missing = await findMissing(snapshot, ask);
  checkShare(missing, snapshot, maxShare, force);
  const reason = `No longer in the complete import of ${snapshot.systems.join(', ')}.`;
  for (let from = 0; from < missing.ids.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    await retire(ask, missing.ids.slice(from, from + AT_ONCE), reason);
    onProgress?.(Math.min(from + AT_ONCE, missing.ids.length));
  }
  return missing.ids.length;
}

function checkSnapshot(snapshot: Snapshot): void {
  if (snapshot.systems.length === 0) throw new SnapshotRefused('Nothing was retired: of a source without a single accepted record nobody knows what it is complete of.');
  if (snapshot.unnamed > 0) {
    throw new SnapshotRefused(`Nothing was retired: ${String(snapshot.unnamed)} entries could not be read as far as their identifiers, so that what is missing is not known. Correct them and import again.`);
  }
}

/** Of every log that the steward may read: a record that is not for everybody is missing like any other. */
async function findMissing(snapshot: Snapshot, ask: PatientClient): Promise<Missing> {
  const held = new Set<string>();
  const missing = new Set<string>();
  for (const authority of snapshot.authorities) {
    for (const log of await readableLogs(ask, authority)) {
      for await (const { record } of liveRecords({ ask, authority, log })) {
        if (!snapshot.isInScope(record.sources)) continue;
        held.add(record.id);
        if (!snapshot.contains(record.id, record.sources)) missing.add(record.id);
      }
    }
  }
  return { ids: [...missing], held: held.size };
}

function checkShare({ ids, held }: Missing, { systems }: Snapshot, maxShare: number, force: boolean): void {
  if (force || ids.length <= held * maxShare) return;
  const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)} %`;
  throw new SnapshotRefused(
    `Nothing was retired: ${String(ids.length)} of ${String(held)} records of ${systems.join(', ')} (${percent(ids.length / held)}) are not in this source, more than the ${percent(maxShare)} that may go. ` +
      'Is the source whole? If it is, raise --max-retire or say --force.',
  );
}

async function retire(ask: PatientClient, ids: readonly string[], reason: string): Promise<void> {
  const fields = ids.map((_, index) => `r${String(index)}: retireRecord(id: $i${String(index)}, reason: $reason) { changed }`);
  const parameters = ids.map((_, index) => `$i${String(index)}: ID!`);
  await ask(`mutation ($reason: String!, ${parameters.join(', ')}) { ${fields.join(' ')} }`, { reason, ...Object.fromEntries(ids.map((id, index) => [`i${String(index)}`, id])) });
}
