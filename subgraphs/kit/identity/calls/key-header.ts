import { isPublicKey } from '../node-key.js';

/** Header of an answer by which a service speaks of agreed keys. */
export const CALL_KEY_HEADER = 'ucat-call-key';

/** Its value where a call came under a key that the service does not have: it has done nothing, and takes a signature. */
export const UNKNOWN_KEY = 'unknown';

/** What a service answers a caller that would agree on a key: a dictionary of RFC 9651. */
export interface KeyOffer {
  /** What the service calls the key: the `kid` of tokens under it. */
  readonly id: string;
  /** The service's X25519 key in base64url. */
  readonly dh: string;
  /** For how long it keeps the agreed key. */
  readonly seconds: number;
}

/** The longest that a caller uses an agreed key, whatever a service says. */
export const LONGEST_KEY_SECONDS = 300;

export const formatOffer = ({ id, dh, seconds }: KeyOffer): string => `id="${id}", dh="${dh}", seconds=${String(seconds)}`;

/** Null where the header is anything else; what is not known of it is passed over. */
export function readOffer(header: string): KeyOffer | null {
  if (header.length > 1_000) return null;
  const members = new Map(header.split(',').map((member) => /^\s*([a-z]+)=(?:"([\w-]+)"|(\d+))\s*$/.exec(member)).flatMap((found) => (found ? [[found[1], found[2] ?? Number(found[3])] as const] : [])));
  const [id, dh, seconds] = [members.get('id'), members.get('dh'), members.get('seconds')];
  if (typeof id !== 'string' || !ID.test(id) || typeof dh !== 'string' || !isPublicKey(dh) || typeof seconds !== 'number' || seconds === 0) return null;
  return { id, dh, seconds: Math.min(seconds, LONGEST_KEY_SECONDS) };
}

/** Shorter than a caller's own key, for which it can't be taken. */
const ID = /^[\w-]{16,40}$/;
