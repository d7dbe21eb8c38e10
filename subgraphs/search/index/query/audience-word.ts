import { audienceOfLog, readLogKey, type AudienceWord } from '../../../../schema/audience.js';

/** The audience of the records whose column `log` has this text: the key of their log, or nothing where everybody sees them. */
export const audienceWord = (log: string): AudienceWord => (log === '' ? 'PUBLIC' : (audienceOfLog(readLogKey(log).logName)?.audience ?? 'OWNER'));
