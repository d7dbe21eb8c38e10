import { zip, type ZipPart } from './zip.js';

/** A cell: a text, a number, a day as a serial number, or nothing. */
export type TestCell = string | number | { readonly serial: number } | { readonly inline: string } | { readonly error: string } | null;

export interface TestSheet {
  readonly name: string;
  readonly rows: readonly (readonly TestCell[])[];
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  readonly from1904?: boolean;
  /** Parts in place of those made here. */
  readonly parts?: Readonly<Record<string, string>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** An .xlsx workbook as a spreadsheet program writes it: shared strings, styles with a date, relationships. */
export const xlsx = (workbook: TestWorkbook): Buffer => zip(xlsxParts(workbook));

/** The parts of such a workbook. */
export function xlsxParts({ sheets, from1904 = false, parts = {} }: TestWorkbook): readonly ZipPart[] {
  const strings: string[] = [];
  const sheetParts = sheets.map((sheet, index) => [`xl/worksheets/sheet${String(index + 1)}.xml`, sheetXml(sheet, strings)] as const);
  const all: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN}><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(({ name, hidden }, index) => `<sheet name="${escapeXml(name)}" sheetId="${String(index + 1)}"${hidden ? ' state="hidden"' : ''} r:id="rId${String(index + 1)}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, index) => `<Relationship Id="rId${String(index + 1)}" Type="worksheet" Target="worksheets/sheet${String(index + 1)}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheetParts),
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${strings.map((text) => `<si><r><t xml:space="preserve">${escapeXml(text)}</t></r><rPh><t>读音</t></rPh></si>`).join('')}</sst>`,
    ...parts,
  };
  return Object.entries(all).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
}

function sheetXml({ rows, merges = [] }: TestSheet, strings: string[]): string {
  const body = rows.map((cells, row) => `<row r="${String(row + 1)}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${String(row + 1)}`, strings)).join('')}</row>`);
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `${HEAD}<worksheet ${MAIN}><sheetData>${body.join('')}</sheetData>${merged}</worksheet>`;
}

function cellXml(cell: TestCell, place: string, strings: string[]): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${String(cell)}</v></c>`;
  if (typeof cell === 'string') return `<c r="${place}" t="s"><v>${String(strings.push(cell) - 1)}</v></c>`;
  if ('serial' in cell) return `<c r="${place}" s="1"><v>${String(cell.serial)}</v></c>`;
  if ('inline' in cell) return `<c r="${place}" t="inlineStr"><is><t>${escapeXml(cell.inline)}</t></is></c>`;
  return `<c r="${place}" t="e"><v>${escapeXml(cell.error)}</v></c>`;
}

const letters = (column: number): string => (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\r', '_x000D_');
