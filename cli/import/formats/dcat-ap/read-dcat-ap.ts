import { RdfGraph } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { readRecords, type ReadRecordsOptions } from '../../../../schema/formats/dcat-ap/read-records.js';
import type { Value } from '../../mapping/value.js';
import type { SourceEntry, SourceReader } from '../../readers/source-reader.js';
import { readGraph, type ReadGraphOptions } from './read-graph.js';
import { failureEntry, SourceFailure } from './source-failure.js';

export type ReadDcatApOptions = Omit<ReadRecordsOptions, 'spoiled'> & Omit<ReadGraphOptions, 'spoiled'>;

/**
 * Reads the records of a DCAT-AP graph, each as a `DcatEntry` and after those that it links to. Never throws for what a
 * source can be: a resource that is wrong is an entry that is not `ok` and costs only itself; so is a file that can't
 * be read or is larger than the limits, and then it is the only one.
 *
 * @throws the system's error where the bytes themselves can't be had
 */
export const readDcatAp = ({ syntax, limits, contexts, ...options }: ReadDcatApOptions = {}): SourceReader =>
  async function* (bytes) {
    const graph = new RdfGraph(limits);
    const spoiled = new Set<string>();
    const read = yield* readGraph(bytes, graph, { syntax, limits, contexts, spoiled });
    const count = read === 'NOTHING' ? 0 : yield* entries(graph, { ...options, spoiled });
    if (count === 0 && read === 'ALL') yield failureEntry(new SourceFailure(1, 'NO_RECORDS', 'Expected datasets, series, services or standards of DCAT but found none.'));
  };

function* entries(graph: RdfGraph, options: ReadRecordsOptions): Generator<SourceEntry, number> {
  let count = 0;
  for (const entry of readRecords(graph, options)) {
    count += 1;
    // A DcatEntry is plain data, as any value of a source.
    yield { ok: true, line: entry.line, value: entry as unknown as Value };
  }
  return count;
}
