import { describe, expect, test } from '@jest/globals';
import { formatId } from '../../../../../schema/ids.js';
import { publishRecord, type RecordContent } from '../../../../../subgraphs/catalog/model.js';
import { planBatch } from '../../../../../subgraphs/catalog/publish/batch-plan.js';

const AT = '2026-01-01T00:00:00.000Z';
const content = (identifier: string): RecordContent => ({ kind: 'ORGANIZATION', titles: [{ lang: 'en', text: identifier }], sources: [{ system: 's', identifier }] });

describe('a new record', () => {
  test('never gets the id of a record that is held, even where the store does not count its serial yet', () => {
    const id = formatId('MEE', 'ORGANIZATION', 15);
    const held = publishRecord(content('held'), id, 1, AT).body;
    const holdings = {
      records: new Map([[id, { log: 'MEE', state: 'LIVE' as const, record: held, contentHash: '', at: AT }]]),
      sources: new Map([[JSON.stringify(['s', 'held']), id]]),
      serials: new Map([['ORGANIZATION' as const, 14]]),
    };
    const { outcomes } = planBatch('MEE', [{ index: 0, id: null, content: content('new'), contentHash: 'x', saysAudience: false }], holdings, AT);
    expect(outcomes).toEqual([{ index: 0, outcome: 'CREATED', id: formatId('MEE', 'ORGANIZATION', 16), version: 1 }]);
  });
});
