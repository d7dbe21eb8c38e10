import type { WriteGuard } from '../kit/require-token.js';
import type { WakeUp } from '../kit/wake-up.js';
import type { MemberStore } from './stores/member-store.js';

/** What a request to the registry works with. */
export interface RegistryContext {
  readonly store: MemberStore;
  /** Woken after each change of the store. */
  readonly changed: WakeUp;
  /** Throws unless the caller is the operator. */
  readonly requireOperator: WriteGuard;
}
