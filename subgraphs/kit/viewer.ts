import { EVERYBODY, type Reader } from '../../schema/audience.js';

/**
 * `STEWARD` publishes at its own node, `AUDITOR` reads trails, `INDEX` harvests for the national index, `OPERATOR`
 * administers the registry.
 */
export type Role = 'STEWARD' | 'AUDITOR' | 'INDEX' | 'OPERATOR';

/** Who asks, as a checked token says it. */
export interface Viewer extends Reader {
  /** Name of the person or program within its issuer; null for the public. */
  readonly subject: string | null;
  readonly roles: readonly Role[];
}

/** Whoever brings no token. */
export const ANONYMOUS: Viewer = Object.freeze({ ...EVERYBODY, subject: null, roles: [] });
