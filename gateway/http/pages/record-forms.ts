import Negotiator from 'negotiator';
import type { IncomingMessage } from 'node:http';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import type { FindLinked } from '../../../schema/formats/linked.js';

/** A form of a record for programs. */
export interface RecordForm {
  readonly type: string;
  readonly write: (record: ExportRecord, options: { readonly linked: FindLinked; readonly iriBase: string }) => Promise<string>;
}

/** A text that comes in chunks. */
export async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** By the name that `?format=` takes. The code of a form is loaded when it is used. */
export const RECORD_FORMS: Readonly<Record<string, RecordForm>> = {
  turtle: { type: 'text/turtle', write: async (record, options) => whole((await import('../../../schema/formats/dcat-ap/write-turtle.js')).writeTurtle([record], options)) },
  jsonld: { type: 'application/ld+json', write: async (record, options) => whole((await import('../../../schema/formats/dcat-ap/write-json-ld.js')).writeJsonLd([record], options)) },
};

const HTML = 'text/html';

/** Media types that mean a form: HTML first, for those who take anything. */
const TYPES: Readonly<Record<string, string>> = { [HTML]: 'html', 'application/xhtml+xml': 'html', 'text/turtle': 'turtle', 'application/ld+json': 'jsonld', 'application/json': 'jsonld' };

/** The form that is wanted: `html` or a name of RECORD_FORMS; undefined where none is that there is. */
export function wantedForm(message: IncomingMessage, params: URLSearchParams): string | undefined {
  const named = params.get('format');
  if (named !== null) return named === 'html' || Object.hasOwn(RECORD_FORMS, named) ? named : undefined;
  return TYPES[new Negotiator(message).mediaType(Object.keys(TYPES)) ?? ''];
}
