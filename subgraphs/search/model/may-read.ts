import { audienceOfLog, maySee, readLogKey, type Reader } from '../../../schema/audience.js';

/** Whether a reader may read the log with this key. */
export function mayRead(reader: Reader, log: string): boolean {
  const { authority, logName } = readLogKey(log);
  const audience = audienceOfLog(logName);
  return audience !== null && maySee(reader, authority, audience);
}
