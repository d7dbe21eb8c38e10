/** C2SP signed notes, checkpoints and cosignatures. */
export { COSIGNATURE, ED25519, formatVerifierKey, isKeyName, isSignatureOf, keyId, parseVerifierKey, type NoteKey, type NoteSigner } from './note-key.js';
export { BadNote, formatNote, formatSignature, isSignedByKey, parseNote, signNote, withSignatures, type NoteSignature, type SignedNote } from './signed-note.js';
export { checkpointOrigin, formatCheckpoint, isCheckpointOf, parseCheckpoint, signCheckpoint, type Checkpoint, type ReadCheckpoint } from './checkpoint.js';
export { cosign, cosignedAt } from './cosignature.js';
