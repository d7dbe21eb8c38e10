import type { PatientClient } from '../import/patient-client.js';
import type { Told, Witnessed } from './bundle.js';
import { readCheckpoint } from './check-witnesses.js';

const CHECKPOINT = 'query ($code: ID!) { coverage { authority(code: $code) { checkpoint } } }';
const PROOF = 'query ($code: ID!, $from: Int!, $to: Int!) { logProof(authority: $code, from: $from, to: $to) { hashes } }';

export interface FetchWitnessedOptions {
  readonly authority: string;
  /** What was told of the record. */
  readonly told: Told;
  /** Those who know checkpoints with cosignatures: gateways, or indexes. */
  readonly witnesses: readonly PatientClient[];
  /** Asks the log for proofs. */
  readonly askLog: PatientClient;
  /** Told of a witness or a log that gives nothing: of that nothing counts. */
  readonly complain: (text: string) => void;
}

/** Asks for the checkpoints that witnesses have signed, each with the proof that it and the record's are of one history. Nothing of them is believed. */
export async function fetchWitnessed({ authority, told, witnesses, askLog, complain }: FetchWitnessedOptions): Promise<readonly Witnessed[]> {
  const proved = readCheckpoint(told.checkpoint);
  if ((told.log ?? 'PUBLIC') !== 'PUBLIC' || proved === null) return [];
  const fetchOne = async (ask: PatientClient): Promise<readonly Witnessed[]> => {
    const { coverage } = (await ask(CHECKPOINT, { code: authority })) as { readonly coverage: { readonly authority: { readonly checkpoint: string | null } | null } | null };
    const checkpoint = coverage?.authority?.checkpoint;
    if (typeof checkpoint !== 'string') return [];
    const seen = readCheckpoint(checkpoint);
    if (seen === null) return [];
    const [from, to] = [Math.min(seen.size, proved.size), Math.max(seen.size, proved.size)];
    if (from === to || from === 0) return [{ checkpoint, hashes: [] }];
    const { logProof } = (await askLog(PROOF, { code: authority, from, to })) as { readonly logProof: { readonly hashes: readonly string[] | null } | null };
    return [{ checkpoint, hashes: logProof?.hashes ?? [] }];
  };
  const orNone = (error: unknown): readonly Witnessed[] => (complain(`A witness' checkpoint could not be had: ${error instanceof Error ? error.message : String(error)}`), []);
  return (await Promise.all(witnesses.map((ask) => fetchOne(ask).catch(orNone)))).flat();
}
