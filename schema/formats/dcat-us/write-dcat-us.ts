import type { Records, WriteOptions } from '../linked.js';
import { toDcatUs } from './to-dcat-us.js';

export interface WriteDcatUsOptions extends WriteOptions {
  /** Name of the catalog that the datasets are of. @default "Union Catalog" */
  readonly title?: string | undefined;
}

/** Writes the datasets among records as a `data.json` of DCAT-US 3, a chunk each, as they come. */
export async function* writeDcatUs(records: Records, { title = 'Union Catalog', ...options }: WriteDcatUsOptions = {}): AsyncGenerator<string> {
  const catalog = { '@type': 'Catalog', title, conformsTo: { '@type': 'Standard', title: 'DCAT-US 3.0' } };
  yield `${JSON.stringify(catalog).slice(0, -1)},"dataset":[`;
  let separator = '\n';
  for await (const record of records) {
    if (record.kind !== 'DATASET') continue;
    yield separator + JSON.stringify(toDcatUs(record, options));
    separator = ',\n';
  }
  yield '\n]}\n';
}
