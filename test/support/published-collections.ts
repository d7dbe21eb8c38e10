import { findMapping } from '../../cli/import/find-mapping.js';
import { readMapping } from '../../cli/import/mapping/read-mapping.js';
import { openSource } from '../../cli/import/readers/open-source.js';
import { LocalNode } from './local-node.js';
import { sharedPath } from './shared-data.js';

export const COLLECTIONS = ['firstdata', 'open-data-registry', 'dgtw'] as const;

/** Every how manyth entry a test takes: DCAT_AP_ALL=1 takes all, which takes half a minute. */
export const SAMPLE_STEP = process.env['DCAT_AP_ALL'] === '1' ? 1 : 25;

/** A node that holds a real collection by the mapping that ships with the package, or a sample of it. */
export async function nodeOfCollection(name: (typeof COLLECTIONS)[number]): Promise<LocalNode> {
  const node = new LocalNode(['310000']);
  async function* sample() {
    let count = 0;
    for await (const entry of openSource(sharedPath('data', `${name}.ndjson`), { format: 'ndjson' })) if (count++ % SAMPLE_STEP === 0) yield entry;
  }
  await node.import({ entries: sample(), mapping: readMapping(findMapping(name)) });
  return node;
}
