import { join } from 'node:path';
import type { Logger } from '../../../kit/logger.js';
import type { SearchIndex } from '../search-index.js';
import { WorkerSearchIndex } from '../worker-search-index.js';
import { standingOfFile } from './file-standing.js';
import { IndexRebuild, type RebuildProgress } from './index-rebuild.js';
import { nextName, readVersions, removeUnnamed, replaceCurrent, type IndexVersions } from './index-versions.js';
import { KeptFormer } from './kept-former.js';

export interface OpenIndexOptions {
  readonly folder: string;
  /** How long the version before is kept once it is replaced. */
  readonly keepFormerHours: number;
  /** Folders of words by which queries are read. @default none */
  readonly lexicons?: readonly string[];
  /** How many threads answer. @default 1 */
  readonly readers?: number;
  readonly logger: Logger;
}

/** An index that is served, and what is done to its versions meanwhile. */
export interface OpenIndex {
  readonly index: SearchIndex & { readonly ready: boolean; readonly readers?: WorkerSearchIndex['readers'] };
  /** How the making of a new version stands; null where none is made. */
  readonly rebuild: () => RebuildProgress | null;
  readonly versions: () => IndexVersions;
  readonly close: () => Promise<void>;
}

/**
 * Opens the index of a folder. One that another version of this program made is served as it is while a new one is made
 * beside it, where this program can search it; where it can only read its documents, the new one is made first; and where
 * it can't do even that, an empty one is begun, which the feeds fill.
 */
export async function openIndex({ folder, keepFormerHours, lexicons = [], readers = 1, logger }: OpenIndexOptions): Promise<OpenIndex> {
  let versions = readVersions(folder);
  const fileOf = ({ current }: IndexVersions): string => join(folder, current);
  const { state, told } = standingOfFile(fileOf(versions));
  const former = new KeptFormer({ folder, hours: keepFormerHours, logger });
  let isOpen = false;
  const onReplaced = (replaced: IndexVersions): void => {
    versions = replaced;
    if (isOpen) former.keep(replaced);
  };
  if (state === 'FOREIGN') {
    logger.error({ file: versions.current, told }, 'the index is of a form that this program does not know: it is kept, and an empty one is begun, which the feeds fill');
    const foreign = versions;
    onReplaced(replaceCurrent(folder, foreign, nextName(foreign), new Date()));
    removeUnnamed(folder, foreign, versions, logger);
  }
  if (state === 'READABLE') {
    logger.warn({ file: versions.current, told }, 'the index can not be searched by this program: a new version is made from its documents before it is open');
    await new IndexRebuild({ folder, served: versions.current, index: null, logger, onReplaced }).done();
  }
  const index = await WorkerSearchIndex.open({ file: fileOf(versions), logger, lexicons, readers, onChanged: (ids) => former.note(ids) });
  const rebuild = state === 'SERVABLE' && !versions.pinned ? new IndexRebuild({ folder, served: versions.current, index, logger, onReplaced }) : null;
  if (rebuild) logger.warn({ file: versions.current, told }, 'the index was made by another version of this program: it is served while a new one is made beside it');
  // Not before: there may be no file yet that the former one could be compared with.
  isOpen = true;
  former.keep(versions);
  return {
    index,
    rebuild: () => rebuild?.progress ?? null,
    versions: () => former.versions ?? versions,
    close: async () => {
      await rebuild?.close();
      await former.close();
      await index.close();
    },
  };
}
