import { audienceOf, audienceOfLog, logKey, mayLeave, maySee, readLogKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import type { Viewer } from '../../kit/viewer.js';
import { isDeparted } from '../model.js';
import type { SeesLog, StoredRecord } from '../stores/record-store.js';

/**
 * Which logs somebody may read: those of audiences that he is of, and the national index every one whose records may be
 * copied to it. Nobody else learns that there are more.
 */
export const logsFor =
  (viewer: Viewer): SeesLog =>
  (key) => {
    const { authority, logName } = readLogKey(key);
    const audience = audienceOfLog(logName);
    if (audience === null) return false;
    return maySee(viewer, authority, audience) || (viewer.roles.includes('INDEX') && mayLeave(audience));
  };

/**
 * What is stored, as far as a viewer may know of it: by the log it stands in and, the stricter holds, by what it says itself.
 * A record on its way to another log is not there, as it will not be when it has come there.
 */
export function asSeenBy(viewer: Viewer, stored: StoredRecord | null): StoredRecord | null {
  if (stored === null || !logsFor(viewer)(stored.log)) return null;
  if (stored.state === 'RETIRED') return isDeparted(stored.tombstone) ? null : stored;
  return maySee(viewer, readLogKey(stored.log).authority, audienceOf(stored.record)) ? stored : null;
}

/** The key of a log by its name. @throws BAD_INPUT where there is none for the viewer, whatever the reason */
export function requireLog(viewer: Viewer, authority: string, name: string): string {
  const key = logKey(authority, name);
  if (audienceOfLog(name) !== null && logsFor(viewer)(key)) return key;
  throw catalogError('BAD_INPUT', `log: expected the name of a log of ${authority} that you may read, as \`logs\` says them, but got ${JSON.stringify(name.slice(0, 80))}.`, { authority });
}
