import type { LangText } from '../export-record.js';
import type { DcatLiteral } from './dcat-node.js';
import type { Name } from './vocabulary.js';

export const plain = (text: string): DcatLiteral => ({ text });

export const typed = (text: string, datatype: Name): DcatLiteral => ({ text, datatype });

export const inLanguages = (texts: readonly LangText[] = []): readonly DcatLiteral[] => texts.map(({ lang, text }) => ({ lang, text }));

/** A date as precise as it is known: its form tells its datatype. */
export function dateLiteral(date: string): DcatLiteral {
  if (date.includes('T')) return typed(date, 'xsd:dateTime');
  const [, month, day] = date.split('-');
  return typed(date, day !== undefined ? 'xsd:date' : month !== undefined ? 'xsd:gYearMonth' : 'xsd:gYear');
}
