import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import { CORPUS_AUTHORITIES, generatedDataset } from '../generated-corpus.js';
import { BATCH, type Answer, type Engine, type Question } from './engine.js';

export interface PortEngineOptions {
  readonly index: SearchIndex;
  /** Folder of its files. */
  readonly folder: string;
  /** What it keeps elsewhere, in bytes. @default nothing */
  readonly elsewhere?: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** An index behind the port: batches as pages of nodes come, as many at a time as there are authorities. */
export function portEngine({ index, folder, elsewhere = async () => 0, close }: PortEngineOptions): Engine {
  return {
    fill: async (from, to) => {
      const waiting = new Set<Promise<unknown>>();
      for (let at = from; at < to; at += BATCH) {
        const changes = Array.from({ length: Math.min(BATCH, to - at) }, (_, offset) => ({ seq: at + offset + 1, version: 1, op: 'UPSERT' as const, ...generatedDataset(at + offset) }));
        const applied = index.apply(`B${String((at / BATCH) % CORPUS_AUTHORITIES.length)}`, { changes, setAside: [], position: { cursor: String(at), seq: at + changes.length } }).finally(() => waiting.delete(applied));
        waiting.add(applied);
        if (waiting.size >= CORPUS_AUTHORITIES.length) await Promise.race(waiting);
      }
      await Promise.all(waiting);
    },
    ask: async (question: Question): Promise<Answer> => {
      const { total, hits } = await index.search({ ...question, lang: 'ZH', facetSize: 10, highlights: false, sameAs: false });
      return { total, ids: hits.map(({ id }) => id), cursor: hits.at(-1)?.cursor ?? null };
    },
    diskBytes: async () => {
      const files = await readdir(folder);
      const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
      return sizes.reduce((sum, size) => sum + size, 0) + (await elsewhere());
    },
    close,
  };
}
