import { dateReader } from '../../mapping/dates.js';
import { serialDate } from '../../readers/xlsx/sheet-rows.js';

const FORMS = ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYY.MM.DD', 'YYYY年MM月DD日', 'YYYY-MM', 'YYYY/MM', 'YYYY.MM', 'YYYY年MM月', 'YYYY', 'YYYY年'].map((form) => dateReader(form, undefined));
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const SERIAL = /^\d{5}$/;
const TIME_OF_DAY = /\s+\d{1,2}:\d{2}(?::\d{2})?$/;

/**
 * A date as sheets have it: written in one of the usual forms, as a number of days (a spreadsheet's own form), or as an
 * instant. A time of day without a zone is no instant: the day is kept. Undefined where it is no date.
 */
export function readSheetDate(cell: string): string | undefined {
  const text = cell.normalize('NFKC').trim();
  if (INSTANT.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : text;
  if (SERIAL.test(text)) return serialDate(Number(text));
  const day = text.replace(TIME_OF_DAY, '').replace(COMPACT, '$1-$2-$3');
  for (const read of FORMS) {
    const found = read(day);
    if (found !== undefined) return found;
  }
  return undefined;
}
