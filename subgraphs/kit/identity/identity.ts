import { ANONYMOUS, type Viewer } from '../viewer.js';
import type { ReceivedRequest } from '../apollo-handler.js';

/**
 * What a service may be for another: `GATEWAY` asks for viewers, `INDEX` harvests, `REPLICA` reads copies, `REGISTRY` tries
 * nodes, `LAYER` reads for viewers what the index holds, to add to it.
 */
export type CallerRole = 'GATEWAY' | 'INDEX' | 'REPLICA' | 'REGISTRY' | 'LAYER';

export const CALLER_ROLES: readonly CallerRole[] = ['GATEWAY', 'INDEX', 'REPLICA', 'REGISTRY', 'LAYER'];

/** A service of the nation that signed the call. */
export interface Caller {
  readonly role: CallerRole;
  /** Its Ed25519 key in base64url. */
  readonly key: string;
  /** Set where the call bears not that key's own signature, but the MAC of one that was agreed under it. */
  readonly byAgreedKey?: boolean;
}

/** Who asks: a viewer, and the service that asks in its name. */
export interface Identity {
  readonly viewer: Viewer;
  /** Null where no service of the nation has signed the call. */
  readonly caller: Caller | null;
}

/** Who asks, and what is said to them beside the answer. */
export interface Identified extends Identity {
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

/** Tells who sent a request. @throws UNAUTHENTICATED or FORBIDDEN, with the HTTP status in `extensions.http` */
export type Identify = (request: Pick<ReceivedRequest, 'message' | 'body'>) => Identified | Promise<Identified>;

/** Whoever brings no token. */
export const NOBODY: Identity = Object.freeze({ viewer: ANONYMOUS, caller: null });
