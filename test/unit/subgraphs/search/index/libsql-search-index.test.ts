import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { searchIndexCases } from '../../../../cases/search-index.cases.js';

searchIndexCases('libSQL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-index-'));
  return { open: () => LibsqlSearchIndex.open(join(folder, 'index.db')), remove: () => rm(folder, { recursive: true }) };
});
