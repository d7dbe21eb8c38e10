import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { followMembers, type MemberTable } from '../../../subgraphs/kit/follow-members.js';
import { listen, sendJson } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { until } from '../../e2e/support/until.js';

const entry = { code: 'MEE', nameZh: '生态环境部', nameEn: 'MEE', kind: 'MINISTRY', url: 'http://127.0.0.1:1/graphql', status: 'ACTIVE', contractVersion: '1.0' };
const table = (revision: number): object => ({ data: { memberTable: { revision, authorities: [entry] } } });

/** A registry that gives these answers one after the other, the last one again and again without holding it back. */
async function following(...answers: readonly object[]) {
  let asked = 0;
  const server = await listen((_, response) => sendJson(response, 200, answers[Math.min(asked++, answers.length - 1)]), { port: 0, stopGracePeriodMillis: 0 });
  const http = createHttpTransport();
  const ending = new AbortController();
  const tables: MemberTable[] = [];
  const done = followMembers({ registryUrl: server.url, send: http.send, logger: pino({ level: 'silent' }), signal: ending.signal, onTable: (next) => tables.push(next) });
  const close = async (): Promise<void> => {
    ending.abort();
    await done;
    await http.close();
    await server.close();
  };
  return { tables, asked: () => asked, close };
}

describe('following the member table', () => {
  test('tells each new table once', async () => {
    const { tables, close } = await following(table(1), table(1), table(2));
    await until('two tables', async () => tables.length === 2);
    expect(tables.map(({ revision, authorities }) => [revision, authorities.get('MEE')?.nameEn])).toEqual([[1, 'MEE'], [2, 'MEE']]);
    await close();
  });

  test('outlives answers that are no table; the last one stays', async () => {
    const { tables, close } = await following(table(1), { data: {} }, { data: { memberTable: { revision: 'x' } } }, { data: { memberTable: { revision: 9, authorities: [{ code: 'A', url: 'ftp://x' }] } } }, table(2));
    await until('the table after them', async () => tables.at(-1)?.revision === 2);
    expect(tables.map(({ revision }) => revision)).toEqual([1, 2]);
    await close();
  });

  test('does not ask without a pause where the registry does not hold its answer back', async () => {
    const { asked, close } = await following(table(1));
    await until('the first repeat', async () => asked() >= 2);
    const before = asked();
    await until('the next', async () => asked() > before);
    expect(asked()).toBe(before + 1);
    await close();
  });
});
