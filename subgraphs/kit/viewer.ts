import { EVERYBODY, type Reader } from '../../schema/audience.js';

/**
 * `STEWARD` publishes at its own node, `AUDITOR` reads trails, `OPERATOR` administers the registry. `INDEX` harvests for
 * the national index and `REPLICA` reads the index's copies: only a service's signed call has one of these two.
 */
export type Role = 'STEWARD' | 'AUDITOR' | 'INDEX' | 'REPLICA' | 'OPERATOR';

/** Who asks, as a checked token says it. */
export interface Viewer extends Reader {
  /** Name of the person or program within its issuer; null for the public. */
  readonly subject: string | null;
  readonly roles: readonly Role[];
}

/** Whoever brings no token. */
export const ANONYMOUS: Viewer = Object.freeze({ ...EVERYBODY, subject: null, roles: [] });

/** Whether an answer to this viewer is one that everybody may have. */
export const isPublic = ({ subject, authorities, roles }: Viewer): boolean => subject === null && authorities.length === 0 && roles.length === 0;

/**
 * Names a viewer for keys of caches and of requests that are joined: two viewers of one key are answered alike. Empty for
 * the public.
 */
export const viewerKey = (viewer: Viewer): string => (isPublic(viewer) ? '' : JSON.stringify([viewer.subject, [...viewer.authorities].sort(), [...viewer.roles].sort()]));
