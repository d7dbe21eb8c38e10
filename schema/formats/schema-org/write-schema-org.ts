import type { Records, WriteOptions } from '../linked.js';
import { toSchemaOrg } from './to-schema-org.js';

const CONTEXT = 'https://schema.org/';

/** Writes records as one JSON-LD document in schema.org's vocabulary, a chunk a record, as they come. */
export async function* writeSchemaOrg(records: Records, options: WriteOptions = {}): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},"@graph":[`;
  let separator = '\n';
  for await (const record of records) {
    yield separator + JSON.stringify(toSchemaOrg(record, options));
    separator = ',\n';
  }
  yield '\n]}\n';
}
