import { catalogError } from '../../../schema/errors.js';
import type { Caller } from '../../kit/identity/identity.js';
import { forbidden } from '../../kit/identity/refuse.js';
import type { Viewer } from '../../kit/viewer.js';
import type { Writer } from '../publish/publisher.js';

/** What whoever sends a request may do at this node. */
export interface StewardGate {
  /** As whom it writes. @throws UNAUTHENTICATED, FORBIDDEN unless it is a steward */
  writer(): Writer;
  /** @throws UNAUTHENTICATED, FORBIDDEN unless it may read the whole trail */
  requireAuditor(): void;
}

export interface GateOptions {
  readonly viewer: Viewer;
  readonly caller: Caller | null;
  /** Whether everybody who reaches the node may do all. */
  readonly open: boolean;
  readonly served: ReadonlySet<string>;
}

/** Anybody: for what needs no gate, and for tests. */
export const OPEN_GATE: StewardGate = { writer: () => ({ author: null }), requireAuditor: () => undefined };

export function stewardGate({ viewer, caller, open, served }: GateOptions): StewardGate {
  // A call in somebody's name is not a call of whoever sits at this machine.
  if (open && caller === null && viewer.subject === null) return OPEN_GATE;
  const require = (role: 'STEWARD' | 'AUDITOR'): void => {
    if (viewer.subject === null) throw catalogError('UNAUTHENTICATED', 'This needs the header `authorization: Bearer <token>` with the token of a steward of this node.');
    if (!viewer.roles.includes(role)) throw forbidden(`This needs the role ${role} at this node, which ${viewer.subject} does not have.`);
  };
  return {
    writer() {
      require('STEWARD');
      return { author: viewer.subject, authorities: new Set(viewer.authorities.filter((code) => served.has(code))) };
    },
    requireAuditor() {
      require('AUDITOR');
      const other = [...served].find((code) => !viewer.authorities.includes(code));
      if (other !== undefined) throw forbidden(`The trail is of the whole node, and ${String(viewer.subject)} is not an auditor of ${other}.`);
    },
  };
}
