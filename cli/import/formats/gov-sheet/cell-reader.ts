import type { GovColumn, GovHeading } from '../../../../schema/formats/gov-sheet/columns.js';
import { cellText } from '../../../../schema/formats/gov-sheet/cells.js';
import type { SheetWords } from '../../../../schema/formats/gov-sheet/words.js';
import type { Problem } from '../../mapping/rule.js';
import { excerpt } from '../../mapping/rule.js';
import { readSheetDate } from './sheet-date.js';

/** What a spreadsheet shows where a formula failed. */
const FAILED_FORMULA = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/;

/** The cells of one record, each read once; what is wrong is taken down under its heading. */
export class CellReader {
  readonly problems: Problem[] = [];
  readonly #cells: { readonly [Column in GovColumn]?: string };

  constructor(cells: { readonly [Column in GovColumn]?: string }) {
    this.#cells = cells;
  }

  /** The cell as it stands, for what has several values in it. */
  raw(column: GovColumn): string | undefined {
    return this.#cells[column];
  }

  text(column: GovColumn): string | undefined {
    const text = cellText(this.#cells[column]);
    if (text === undefined || !FAILED_FORMULA.test(text)) return text;
    return this.report(column, text, 'CELL_ERROR', 'Expected a value but the cell shows an error of its formula.');
  }

  required(heading: GovHeading, why: string): string | undefined {
    return this.text(heading) ?? this.missing(heading, why);
  }

  word<Code extends string>(heading: GovHeading, { read, words }: SheetWords<Code>): Code | undefined {
    const text = this.text(heading);
    return text === undefined ? undefined : (read(text) ?? this.report(heading, text, 'VOCABULARY', `Expected one of ${words.join('、')}.`));
  }

  date(heading: GovHeading): string | undefined {
    const text = this.text(heading);
    return text === undefined ? undefined : (readSheetDate(text) ?? this.report(heading, text, 'DATE_FORMAT', 'Expected a date such as 2024-05-31, 2024/5/31, 2024年5月31日, 20240531 or 2024-05.'));
  }

  numbers(heading: GovHeading): readonly number[] | undefined {
    const text = this.text(heading);
    const numbers = text?.split(/[\s,，]+/).map(Number);
    return numbers?.some(Number.isNaN) ? this.report(heading, text, 'NUMBER', 'Expected numbers with commas between them.') : numbers;
  }

  missing(heading: GovHeading, why: string): undefined {
    const isToldAlready = this.problems.some(({ field }) => field === heading); // What is wrong is not missing as well.
    return isToldAlready ? undefined : this.report(heading, undefined, 'REQUIRED', `Expected ${heading}: ${why}.`);
  }

  report(field: string, value: string | undefined, rule: string, message: string): undefined {
    const isTold = this.problems.some((problem) => problem.field === field && problem.rule === rule && problem.message === message);
    if (!isTold) this.problems.push({ field, value: excerpt(value), rule, message });
    return undefined;
  }
}
