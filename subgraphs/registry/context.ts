import type { CheckResult } from '../kit/conformance/check-result.js';
import type { Logger } from '../kit/logger.js';
import type { WriteGuard } from '../kit/require-token.js';
import type { Viewer } from '../kit/viewer.js';
import type { WakeUp } from '../kit/wake-up.js';
import type { SignedDescription } from '../kit/identity/node-description.js';
import type { ControlChallenge } from '../kit/identity/statements.js';
import type { AuditLog } from '../kit/audit/audit-log.js';
import type { MemberStore } from './stores/member-store.js';

/** What the registry asks of nodes. */
export interface NodeTrials {
  /** Has the node at an address sign a challenge. @throws Error that says what came instead */
  readonly challenge: (challenge: ControlChallenge) => Promise<SignedDescription>;
  /** Tries whether the node keeps to the contract, for these authorities. */
  readonly conformance: (url: string, authorities: readonly string[]) => Promise<readonly CheckResult[]>;
  /** Why the log of an authority at one node does not go on with what another has of it, as a sentence; null where it does. */
  readonly successor: (authority: string, from: string, to: string) => Promise<string | null>;
}

/** What lasts as long as the registry. */
export interface RegistryServices {
  readonly store: MemberStore;
  /** What was done here. */
  readonly audit: AuditLog;
  readonly logger: Logger;
  /** Woken after each change of the member table. */
  readonly changed: WakeUp;
  /** What nodes sign with whatever they ask of this registry. */
  readonly name: string;
  readonly trials: NodeTrials;
}

/** What a request to the registry works with. */
export interface RegistryContext extends RegistryServices {
  /** Who asks. */
  readonly viewer: Viewer;
  /** Throws unless the caller is the operator. */
  readonly requireOperator: WriteGuard;
}
