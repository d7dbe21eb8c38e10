import { audienceOfLog, logNameOf, type Audience } from '../../../schema/audience.js';

/**
 * Name of the log by which a record is shown: of the narrower audience, of its log and of its own word. Two that are not
 * alike, and neither of them for everybody, come to `OWNER`: nobody is in doubt to be in both.
 */
export function shownBy(logName: string, ownWord: Audience): string {
  const own = logNameOf(ownWord);
  if (own === logName || own === 'PUBLIC') return logName;
  return logName === 'PUBLIC' ? own : 'OWNER';
}

/** Whether records of this log may be in the national index. */
export function mayBeIndexed(logName: string): boolean {
  const audience = audienceOfLog(logName);
  return audience !== null && audience.audience !== 'OWNER';
}
