import type { Logger } from '../../../kit/logger.js';
import type { IndexWriter } from '../libsql/index-writer.js';

export interface LogEmptyingOptions {
  /** For the log. */
  readonly file: string;
  readonly logger: Logger;
  /** What was removed stays in the write-ahead log for so long: what is written in that time goes into the file together. @default 250 */
  readonly everyMillis?: number;
}

/** So often in a row the log could not be emptied. */
const WORTH_TELLING = 40;

/** Empties the write-ahead log of a writer again and again, also where a reader or the disk was in the way. @returns the timer, which keeps no process */
export function keepLogEmpty(writer: Pick<IndexWriter, 'emptyLog'>, { file, logger, everyMillis = 250 }: LogEmptyingOptions): NodeJS.Timeout {
  let inVain = 0;
  const empty = (): void => {
    inVain = writer.emptyLog() ? 0 : inVain + 1;
    if (inVain === WORTH_TELLING) logger.warn({ file }, 'what was removed from the index still stands in its write-ahead log: a reader or the disk is in the way');
  };
  return setInterval(empty, everyMillis).unref();
}
