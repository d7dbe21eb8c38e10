import type { ImportProfile } from '../profile.js';
import { csvRows } from './csv-rows.js';
import { gatherRecords } from './gather-records.js';
import { headingOfField } from './heading-of-field.js';
import { sheetMapping } from './map-sheet.js';
import { providerScope } from './provider.js';
import { xlsxRows } from './xlsx-rows.js';

/** Sheets of the 政务信息资源目录: `.xlsx` workbooks, else CSV in UTF-8 or GB18030. */
export const govSheetProfile: ImportProfile = (file, { system = 'gov-sheet' }) => ({
  entries: gatherRecords(file.toLowerCase().endsWith('.xlsx') ? xlsxRows(file) : csvRows(file)),
  mapping: sheetMapping(system),
  nameField: headingOfField,
  scopeOf: providerScope,
});
