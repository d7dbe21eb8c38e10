import { audienceOfLog, readLogKey, type Reader } from '../../../../schema/audience.js';

const EVERYBODY = '*';
const ANY_STAFF = '+';

/** Who may know of what stands in a log, as marks: a reader who has one of them may. */
export function reachOf(log: string): readonly string[] {
  const { authority, logName } = readLogKey(log);
  const audience = audienceOfLog(logName);
  switch (audience?.audience) {
    case 'PUBLIC':
      return [EVERYBODY];
    case 'MEMBER':
      return [ANY_STAFF];
    case 'NAMED':
      return [...new Set([authority, ...audience.named])];
    default:
      return [authority];
  }
}

/** The marks that a reader has. */
export const marksOf = ({ authorities }: Reader): readonly string[] => [EVERYBODY, ...(authorities.length > 0 ? [ANY_STAFF] : []), ...authorities];

/** The marks of what everybody sees. */
export const PUBLIC_MARKS: readonly string[] = [EVERYBODY];

/** A mark of one authority's records: for what is named by others. */
export const markOf = (authority: string, mark: string): string => `${authority}:${mark}`;
