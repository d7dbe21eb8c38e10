import type { ImportProfile } from '../profile.js';
import { csvRows } from './csv-rows.js';
import { gatherRecords } from './gather-records.js';
import { headingOfField } from './heading-of-field.js';
import { sheetMapping } from './map-sheet.js';
import { passedBy } from './passed-by.js';
import { providerScope } from './provider.js';
import { xlsxRows } from './xlsx-rows.js';

/** Sheets of the 政务信息资源目录: `.xlsx` workbooks, else CSV in UTF-8 or GB18030. */
export const govSheetProfile: ImportProfile = (file, { system = 'gov-sheet' }) => {
  const rows = file.toLowerCase().endsWith('.xlsx') ? xlsxRows(file) : csvRows(file);
  let warning: string | undefined;
  return {
    entries: gatherRecords(rows, (headings, row) => {
      warning = passedBy(headings, row);
    }),
    mapping: sheetMapping(system),
    nameField: headingOfField,
    scopeOf: providerScope,
    warnings: () => (warning === undefined ? [] : [warning]),
  };
};
