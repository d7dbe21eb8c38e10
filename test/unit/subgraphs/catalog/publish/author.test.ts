import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Publisher } from '../../../../../subgraphs/catalog/publish/publisher.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';

test('who published an entry stands beside it; of a steward of other authorities nothing is taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'author-'));
  const store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger: pino({ level: 'silent' }) });
  const noted: (string | null | undefined)[] = [];
  const publisher = new Publisher({ store, served: new Set(['310000', 'MEE']), onAppend: () => undefined, beforeAppend: async (_, changes) => void noted.push(...changes.map(({ author }) => author)) });
  const office = (name: string, authority: string) => ({ kind: 'ORGANIZATION', authority, titles: [{ lang: 'zh', text: name }] });
  await publisher.upsert([office('一局', '310000')], { author: '张三' });
  await publisher.upsert([office('二局', '310000')]);
  expect(await publisher.upsert([office('三局', 'MEE')], { author: '张三', authorities: new Set(['310000']) })).toMatchObject([{ outcome: 'REJECTED', problems: [{ rule: 'NOT_SERVED_HERE' }] }]);
  const { entries } = await store.changes('310000', { afterSeq: 0, limit: 10, limitBytes: 1_000_000 });
  expect(entries.map(({ author }) => author ?? null)).toEqual(['张三', null]);
  expect(noted).toEqual(['张三', undefined]);
  await store.close();
  rmSync(folder, { recursive: true });
});
