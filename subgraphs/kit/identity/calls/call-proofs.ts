import type { CallCounts } from './call-metrics.js';
import type { OutgoingCall } from './call-signer.js';

/** A request, as far as it matters to how its caller is proven. */
export interface ProvenRequest extends OutgoingCall {
  /** Address of the service. */
  readonly url: string;
  /** Whether nothing but the caller's own signature will do: of what writes, and of what was not taken without one. */
  readonly needsSignature: boolean;
}

/** What proves one request's caller, and learns from its answer. */
export interface CallProof {
  /** Value of the header `authorization`. */
  readonly authorization: string;
  /**
   * Hears the answer. @returns whether the service has not looked at the request, for want of the key that it came under: it
   * may be sent once more, with a signature
   * @param header value of `CALL_KEY_HEADER`
   */
  answered(status: number, header: string | undefined): boolean;
}

/** Proves to services who calls them. */
export interface CallProofs {
  /** Of each call a proof of its own: none is good twice. */
  prove(request: ProvenRequest): CallProof;
  /** How many were made. */
  readonly counts: CallCounts;
}
