import { LRUCache } from 'lru-cache';
import type { NodeKey } from '../node-key.js';
import type { CallProof, CallProofs, ProvenRequest } from './call-proofs.js';
import { callSigner, tokenSigner, type SignerOptions } from './call-signer.js';
import { agreeOn, newShare, type KeyShare } from './key-agreement.js';
import { readOffer, UNKNOWN_KEY } from './key-header.js';
import { ServiceStanding, type HeldKey } from './service-standing.js';

export interface AgreeingProofsOptions extends SignerOptions {
  /** A clock that nobody sets, in milliseconds. @default performance.now */
  readonly clock?: () => number;
  /** Most services that anything is remembered of. @default 4096 */
  readonly services?: number;
}

/** The share of an agreed key's time that it is used for before the next one is agreed on. */
const RENEWED_AT = 0.75;
/** How much earlier than the service its caller lets go of a key: what was sent by then arrives in time. */
const EARLY_MILLIS = 2_000;

/**
 * Proves calls by the service's own EdDSA signature, and agrees by one of those with each service that offers it on a key
 * for the next minutes, under which the MAC of a token is a thirtieth of the work (HS256, RFC 7515).
 */
export function agreeingProofs(key: NodeKey, { now = Date.now, clock = () => performance.now(), services = 4_096 }: AgreeingProofsOptions = {}): CallProofs {
  const sign = callSigner(key, { now });
  const standings = new LRUCache<string, ServiceStanding>({ max: services });
  const counts = { EdDSA: 0, HS256: 0 };

  const standingWith = (url: string): ServiceStanding => {
    const known = standings.get(url);
    const standing = known ?? new ServiceStanding();
    if (!known) standings.set(url, standing);
    return standing;
  };
  const signed = (request: ProvenRequest): CallProof => {
    counts.EdDSA += 1;
    return { authorization: sign(request), answered: () => false };
  };
  const underKey = (request: ProvenRequest, held: HeldKey, standing: ServiceStanding): CallProof => {
    counts.HS256 += 1;
    return {
      authorization: held.sign(request),
      answered(status, header) {
        if (status !== 401 || header !== UNKNOWN_KEY) return false;
        standing.forgotten(held, clock());
        return true;
      },
    };
  };
  const offering = (request: ProvenRequest, standing: ServiceStanding): CallProof => {
    const [share, sent] = [newShare(), clock()];
    standing.offered(sent);
    const { authorization } = signed({ ...request, dh: share.publicKey });
    return {
      authorization,
      answered(status, header) {
        const held = header === undefined ? null : heldKey(share, header, authorization, sent);
        if (held) standing.agreed(held, clock());
        // Whoever refused the call may have been about to agree; the next offer is made in a moment.
        else if (status < 400) standing.passedOver(clock());
        return false;
      },
    };
  };
  /** The key that an answer leads to; null where it leads to none. */
  const heldKey = (share: KeyShare, header: string, authorization: string, sent: number): HeldKey | null => {
    const offer = readOffer(header);
    const token = authorization.slice('Bearer '.length, authorization.lastIndexOf('.'));
    const agreed = offer && agreeOn(share, offer.dh, { caller: key.publicKey, callerShare: share.publicKey, serviceShare: offer.dh, id: offer.id, signed: token });
    // Since it was sent: the service's time began later.
    return agreed && { sign: tokenSigner({ algorithm: 'HS256', kid: offer.id, sign: agreed.mac }, { now }), renewMillis: sent + offer.seconds * 1_000 * RENEWED_AT, endMillis: sent + offer.seconds * 1_000 - EARLY_MILLIS };
  };

  return {
    counts,
    prove(request) {
      const standing = standingWith(request.url);
      const at = clock();
      if (standing.isDue(at)) return offering(request, standing);
      const held = request.needsSignature ? null : standing.held(at);
      return held ? underKey(request, held, standing) : signed(request);
    },
  };
}
