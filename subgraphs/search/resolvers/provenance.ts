import { createHash } from 'node:crypto';
import { readLogKey } from '../../../schema/audience.js';
import { parseId } from '../../../schema/ids.js';
import { logLeaf } from '../../../schema/log-leaf.js';
import { parseAttested } from '../harvest/witness/attested.js';
import type { IndexCopy, RecordPlace, SearchIndex } from '../index/search-index.js';

/** Where the entry of a copy stands; null where that is not known of just this version. */
export async function provenanceOf(id: string, { version, document }: IndexCopy, index: Pick<SearchIndex, 'places' | 'attested'>) {
  const [place] = await index.places([id]);
  const parsed = parseId(id);
  if (!place || !parsed.ok || document === null || place.version !== version) return null;
  const { log, seq, at } = place;
  const recordHash = createHash('sha256').update(document, 'utf8').digest('hex');
  const leaf = logLeaf({ seq, id, kind: parsed.kind, version, op: 'UPSERT', at, recordHash });
  return { log: readLogKey(log).logName, leafIndex: seq - 1, publishedAt: at, recordHash, leaf, verified: await isVerified(place, index) };
}

/** Whether the entry is among those that were seen to belong to a signed log. */
async function isVerified({ log, seq }: RecordPlace, index: Pick<SearchIndex, 'attested'>): Promise<boolean> {
  const text = await index.attested(log);
  const attested = text === null ? null : parseAttested(text);
  return attested !== null && attested.seen !== null && seq <= attested.range.size && seq <= attested.seen.size;
}
