import type { ExportRecord } from '../../schema/formats/export-record.js';
import type { Change, ChangePage } from '../../schema/generated/catalog.js';
import { lacksField, type PatientClient } from '../import/patient-client.js';

/** A record as its authority has it published, and when it did. */
export interface LiveRecord {
  readonly record: ExportRecord;
  /** When this version was published. */
  readonly at: string;
}

export interface LiveRecordsOptions {
  /** A node, or the gateway. */
  readonly ask: PatientClient;
  readonly authority: string;
  /** Name of the log. @default 'PUBLIC' */
  readonly log?: string | undefined;
  /** Entries to a page. @default 500 */
  readonly pageSize?: number;
}

const PAGE = '{ head cursor entries { seq id op at document } }';
const PUBLIC_CHANGES = `query ($authority: ID!, $after: String, $first: Int) { changes(authority: $authority, after: $after, first: $first) ${PAGE} }`;
const CHANGES = `query ($authority: ID!, $log: String, $after: String, $first: Int) { changes(authority: $authority, log: $log, after: $after, first: $first) ${PAGE} }`;
const LOGS = 'query ($authority: ID!) { logs(authority: $authority) { name } }';

/** Names of the logs of an authority that who asks may read; of a node of a contract before 1.2 just the public one. */
export async function readableLogs(ask: PatientClient, authority: string): Promise<readonly string[]> {
  try {
    const { logs } = await ask(LOGS, { authority });
    return (logs as readonly { readonly name: string }[]).map(({ name }) => name);
  } catch (error) {
    if (lacksField(error)) return ['PUBLIC'];
    throw error;
  }
}

type Entry = Pick<Change, 'seq' | 'id' | 'op' | 'at' | 'document'>;

/**
 * The records that are live when the reading begins, each once, page by page. One that changes meanwhile comes as it is
 * then; one that is withdrawn meanwhile may be left out. Memory holds a page, and the ids of those that changed meanwhile.
 */
export async function* liveRecords({ ask, authority, log = 'PUBLIC', pageSize = 500 }: LiveRecordsOptions): AsyncGenerator<LiveRecord> {
  /** Ids of entries whose text a later entry carries. */
  const later = new Set<string>();
  let head: number | undefined;
  for (let after: string | null = null; ; ) {
    const page: Pick<ChangePage, 'head' | 'cursor'> & { readonly entries: readonly Entry[] } = await readPage(ask, { authority, log, after, first: pageSize });
    head ??= page.head;
    for (const entry of page.entries) {
      const isNewer = entry.seq > head;
      if (isNewer && !later.has(entry.id)) continue;
      later.delete(entry.id);
      if (entry.document == null) later.add(entry.id);
      else if (entry.op === 'UPSERT') yield { record: JSON.parse(entry.document) as ExportRecord, at: entry.at };
    }
    const last = page.entries.at(-1)?.seq ?? head;
    if (page.entries.length === 0 || (last >= head && later.size === 0)) return;
    after = page.cursor;
  }
}

/** The public log goes without its name, which nodes of a contract before 1.2 do not know. */
async function readPage(ask: PatientClient, { log, ...variables }: { readonly authority: string; readonly log: string; readonly after: string | null; readonly first: number }) {
  const { changes } = await (log === 'PUBLIC' ? ask(PUBLIC_CHANGES, variables) : ask(CHANGES, { ...variables, log }));
  return changes as Pick<ChangePage, 'head' | 'cursor'> & { readonly entries: readonly Entry[] };
}
