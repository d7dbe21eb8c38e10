import { describe, expect, test } from '@jest/globals';
import { openExport, type LeftOut } from '../../../../cli/export/export-source.js';
import type { CheckedExport } from '../../../../cli/export/export-request.js';
import { NodeRefused, type PatientClient } from '../../../../cli/import/patient-client.js';

const named = (code: string, status: string, reason: string | null = null) => ({ code, status, reason, zh: code, en: code });
const AUTHORITIES = [named('310000', 'ACTIVE'), named('MEE', 'ACTIVE'), named('OLD', 'SUSPENDED', '整改'), named('GONE', 'WITHDRAWN', '撤销')];

/** A gateway at which the authorities in `away` do not answer. */
const gatewayWithout = (away: readonly string[]): PatientClient => async (query, { authority }) => {
  if (!query.includes('changes')) return { authorities: AUTHORITIES };
  if (away.includes(authority as string)) throw new NodeRefused(`${String(authority)} is away`);
  return { changes: { head: 1, cursor: '1', entries: [{ seq: 1, id: `${String(authority)}-1`, op: 'UPSERT', at: '', document: JSON.stringify({ id: `${String(authority)}-1` }) }] } };
};

async function read(away: readonly string[], authority?: string) {
  const left: LeftOut[] = [];
  const url = 'http://127.0.0.1:1/graphql';
  const request: CheckedExport = { url, gateway: url, format: 'ndjson', authority };
  const { records } = await openExport(request, gatewayWithout(away), (one) => left.push(one));
  const ids: string[] = [];
  for await (const { id } of records) ids.push(id);
  return { ids, left };
}

describe('the export of the nation', () => {
  test('names whom it leaves out: the suspended, and those that do not answer; who has left is no member', async () => {
    expect(await read(['MEE'])).toEqual({
      ids: ['310000-1'],
      left: [{ authority: 'OLD', reason: 'It is suspended (整改): its node is not asked until the operator resumes it.' }, { authority: 'MEE', reason: 'MEE is away' }],
    });
  });

  test('of a suspended authority says that it is suspended', async () => {
    await expect(read([], 'OLD')).rejects.toThrow('--authority: OLD is suspended (整改): its node is not asked until the operator resumes it.');
    await expect(read([], 'GONE')).rejects.toThrow('--authority: expected that of an active member such as 310000, MEE but got GONE.');
  });

  test('is none where nobody answers', async () => {
    await expect(read(['310000', 'MEE'])).rejects.toThrow('No authority answered.');
  });
});
