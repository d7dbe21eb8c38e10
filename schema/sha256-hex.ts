import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8, in lower-case hexadecimal: how every hash of a document or an entry is written. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
