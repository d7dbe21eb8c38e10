import type { RecordInput } from '../../schema/generated/catalog.js';
import { formatId } from '../../schema/ids.js';

/** A dataset whose title has a word of its own. */
export function titledDataset(authority: string, serial: number, word: string): RecordInput {
  return {
    id: formatId(authority, 'DATASET', serial),
    kind: 'DATASET',
    titles: [{ lang: 'en', text: `Freshness ${word}` }],
    descriptions: [{ lang: 'en', text: `A dataset by which the time from publishing to finding is measured: ${word}.` }],
    owner: formatId(authority, 'ORGANIZATION', 1),
    themes: ['other'],
    region: '100000',
    frequency: 'DAILY',
    shareType: 'UNCONDITIONAL',
    openness: 'OPEN',
  };
}
