import { join } from 'node:path';
import { COSIGNATURE, formatVerifierKey, type NoteSigner } from '../../../../schema/signed-note/index.js';
import { nodeKeyIn } from '../../../kit/identity/node-key.js';
import { quarantineFolder, quarantineIn } from './quarantine-files.js';
import type { Quarantine } from './quarantine.js';

/** What the index cosigns with, and the logs that it takes nothing of. */
export interface IndexWitness {
  readonly signer: NoteSigner;
  /** Key of its cosignatures, as C2SP signed notes write it. */
  readonly verifierKey: string;
  readonly quarantine: Quarantine;
}

/** The name that the index signs by. */
export const WITNESS_NAME = 'ucat/index';

/** Opens what is kept in the data folder; makes the key at the first start. */
export function openWitness(dataDir: string): IndexWitness {
  const key = nodeKeyIn(join(dataDir, 'witness-key.json'));
  const signer: NoteSigner = { name: WITNESS_NAME, publicKey: key.publicKey, sign: (text) => Buffer.from(key.sign(text), 'base64url') };
  return { signer, verifierKey: formatVerifierKey(signer, COSIGNATURE), quarantine: quarantineIn(quarantineFolder(dataDir)) };
}
