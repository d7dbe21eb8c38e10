import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { logEntry } from '../../../../subgraphs/catalog/log/log-entry.js';
import { contentHash, publishRecord, publishTombstone, type RecordContent } from '../../../../subgraphs/catalog/model.js';

const AT = '2026-03-01T08:00:00.000Z';
const office: RecordContent = { kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: '局' }] };
const ID = 'MEE-OR-0000000001-K';

describe('what is published', () => {
  test('is the canonical JSON of the record, hashed as UTF-8', () => {
    const { document, recordHash } = publishRecord(office, ID, 3, AT);
    expect(document).toBe(`{"id":"${ID}","kind":"ORGANIZATION","modified":"${AT}","titles":[{"lang":"zh","text":"局"}],"version":3}`);
    expect(recordHash).toBe(createHash('sha256').update(Buffer.from(document, 'utf8')).digest('hex'));
  });

  test('keeps the date of change that its owner gave', () => {
    expect(publishRecord({ ...office, modified: '2020-05' }, ID, 1, AT).body.modified).toBe('2020-05');
  });

  test('of a withdrawn record is its tombstone', () => {
    expect(publishTombstone({ id: ID, version: 4, reason: 'merged' }).document).toBe(`{"id":"${ID}","reason":"merged","version":4}`);
    expect(publishTombstone({ id: ID, version: 4, reason: 'merged', replacedBy: 'X' }).document).toBe(`{"id":"${ID}","reason":"merged","replacedBy":"X","version":4}`);
  });
});

describe('content', () => {
  test('is the same whatever the order of its fields', () => {
    expect(contentHash({ titles: office.titles, kind: 'ORGANIZATION' })).toBe(contentHash(office));
  });

  test('differs with any of its words', () => {
    expect(contentHash({ ...office, titles: [{ lang: 'zh', text: '厅' }] })).not.toBe(contentHash(office));
    expect(contentHash({ ...office, modified: AT })).not.toBe(contentHash(office));
  });
});

test('the leaf hash of an entry is over 0x00 and its canonical JSON', () => {
  const entry = { seq: 1, id: ID, kind: 'ORGANIZATION', version: 1, op: 'UPSERT', at: AT, recordHash: 'ab' } as const;
  const leaf = `{"at":"${AT}","id":"${ID}","kind":"ORGANIZATION","op":"UPSERT","recordHash":"ab","seq":1,"version":1}`;
  const expected = createHash('sha256').update(Buffer.concat([Buffer.from([0]), Buffer.from(leaf)])).digest('hex');
  expect(logEntry(entry)).toEqual({ ...entry, leafHash: expected });
});
