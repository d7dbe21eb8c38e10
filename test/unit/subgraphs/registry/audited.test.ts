import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { catalogError } from '../../../../schema/errors.js';
import type { AuditLog } from '../../../../subgraphs/kit/audit/audit-log.js';
import { openLibsqlAuditLog } from '../../../../subgraphs/kit/audit/libsql-audit-log.js';
import { auditedBefore } from '../../../../subgraphs/registry/audited.js';

interface Context {
  readonly audit: AuditLog;
  readonly logger: Logger;
  readonly before?: () => Promise<void>;
}

let folder: string;
let audit: AuditLog;
let logged: string[];
let logger: Logger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-audited-'));
  audit = openLibsqlAuditLog(join(folder, 'audit.db'));
  logged = [];
  logger = pino({}, { write: (line: string) => void logged.push(line) });
});
afterEach(async () => {
  await audit.close();
  rmSync(folder, { recursive: true });
});

const refusal = catalogError('BAD_INPUT', 'no such member');
const { setMemberStatus } = auditedBefore({
  setMemberStatus: async (_: unknown, __: { readonly code: string }, { before }: Context): Promise<never> => {
    await before?.();
    throw refusal;
  },
});

test('a mutation that is refused is noted before and after', async () => {
  await expect(setMemberStatus(null, { code: 'MEE' }, { audit, logger })).rejects.toBe(refusal);
  expect(await audit.page(0, 10)).toMatchObject([{ act: 'SET_MEMBER_STATUS', subject: 'MEE' }, { act: 'SET_MEMBER_STATUS_FAILED', details: { code: 'BAD_INPUT' } }]);
  expect(logged).toEqual([]);
});

test('its own reason is told where the trail fails behind it, and that is logged', async () => {
  await expect(setMemberStatus(null, { code: 'MEE' }, { audit, logger, before: async () => audit.close() })).rejects.toBe(refusal);
  expect(logged.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 50, act: { act: 'SET_MEMBER_STATUS_FAILED', subject: 'MEE' } }]);
});
