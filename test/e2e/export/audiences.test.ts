import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { jsonView } from '../../../cli/export/export-views.js';
import { runExport } from '../../../cli/export/run-export.js';
import { runImport } from '../../../cli/import/run-import.js';
import { jsonView as importView } from '../../../cli/import/views/json-view.js';
import { runGet } from '../../../cli/lookup/run-get.js';
import { formatId } from '../../../schema/ids.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';

/* A node with records of every audience, over its sockets: what exports, logs and requests for access tell to whom. */

const TOKEN = 'a-token-of-the-stewards-of-this-node';
const never = new AbortController().signal;
const org = (serial: number): string => formatId('310000', 'ORGANIZATION', serial);
const AUDIENCES = { 1: {}, 2: { audience: 'MEMBER' }, 3: { audience: 'NAMED', named: ['330000', 'MEE'] }, 4: { audience: 'OWNER' } } as const;
const hidden = formatId('310000', 'DATASET', 1);
const POLICY = '{"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Set","permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"防洪"}]}]}';
const none = formatId('310000', 'DATASET', 999);

class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _: unknown, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('a node with records for fewer than everybody', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-audiences-'));
    node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['310000'], stewardToken: TOKEN }, pino({ level: 'silent' }));
    http = createHttpTransport();
    const offices = Object.entries(AUDIENCES).map(([serial, says]) => ({ kind: 'ORGANIZATION', id: org(Number(serial)), titles: [{ lang: 'zh', text: '局' }], ...says }));
    const dataset = { kind: 'DATASET', id: hidden, titles: [{ lang: 'zh', text: '数据' }], descriptions: [{ lang: 'zh', text: '说明' }], owner: org(1), themes: ['environment'], frequency: 'DAILY', shareType: 'CONDITIONAL', shareCondition: '申请', openness: 'CLOSED', audience: 'OWNER', policy: POLICY, restricted: { note: '在内网' } };
    const { data } = await ask('mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { outcome problems { message } } }', { records: [...offices, dataset] }, TOKEN);
    expect(data?.['upsertRecords']).toEqual(Array.from({ length: 5 }, () => ({ outcome: 'CREATED', problems: [] })));
  });
  afterAll(async () => {
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  const url = (): string => `${node.url}/graphql`;
  const ask = (query: string, variables: Readonly<Record<string, unknown>> = {}, token?: string) => http.send({ url: url(), query, variables, headers: token === undefined ? undefined : { authorization: `Bearer ${token}` }, timeoutMillis: 10_000 });

  async function exported(request: object): Promise<readonly { readonly id: string }[]> {
    const output = new Sink();
    expect(await runExport({ node: url(), format: 'ndjson', ...request }, { output, view: jsonView(() => undefined), signal: never })).toBe(0);
    return output.text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { readonly id: string });
  }

  test('its export holds what is public, and for a steward all, each with its audience', async () => {
    expect((await exported({})).map(({ id }) => id)).toEqual([org(1)]);
    const all = new Map((await exported({ token: TOKEN })).map((record) => [record.id, record]));
    expect([...all.keys()].sort()).toEqual([hidden, ...[1, 2, 3, 4].map(org)].sort());
    for (const [serial, says] of Object.entries(AUDIENCES)) expect(all.get(org(Number(serial)))).toEqual(expect.objectContaining({ ...says }));
    expect(all.get(org(1))).not.toHaveProperty('audience');
  });

  test('is for a steward in no format that can not say for whom a record is', async () => {
    const output = new Sink();
    expect(await runExport({ node: url(), format: 'dcat-us', token: TOKEN }, { output, view: jsonView(() => undefined), signal: never })).toBe(2);
    expect(output.text).toBe('');
  });

  test.each(['turtle', 'jsonld', 'rdfxml'])('comes back for the same readers by %s, and nothing of it is wider', async (format) => {
    const file = join(folder, `all.${{ turtle: 'ttl', jsonld: 'jsonld', rdfxml: 'rdf' }[format] ?? ''}`);
    expect(await runExport({ node: url(), format, token: TOKEN, output: file }, { output: new Sink(), view: jsonView(() => undefined), signal: never })).toBe(0);
    let said = '';
    expect(await runImport({ file, node: url(), token: TOKEN, batch: 200 }, importView((text) => (said += text)), never)).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ entries: 5, unchanged: 5, rejected: 0 });
    expect((await exported({})).map(({ id }) => id)).toEqual([org(1)]);
  });

  test('a sheet has the audience too, and says that it has no word for a policy', async () => {
    const output = new Sink();
    let said = '';
    expect(await runExport({ node: url(), format: 'csv', token: TOKEN }, { output, view: jsonView((text) => (said += text)), signal: never })).toBe(0);
    expect([output.text.includes('本单位'), JSON.parse(said)]).toEqual([true, expect.objectContaining({ dropped: [expect.stringContaining('policy of 1 records')] })]);
  });

  test('a record by itself is the one of the log, and for others there is none', async () => {
    const all = await exported({ token: TOKEN });
    for (const record of all) expect(await exported({ id: record.id, token: TOKEN })).toEqual([record]);
    const get = async (id: string, token?: string) => {
      let said = '';
      const exit = await runGet({ id, gateway: url(), format: 'json', token }, { output: new Sink(), complain: (text) => (said += text), signal: never });
      return { exit, said: said.replaceAll(id, 'ID') };
    };
    expect(await get(hidden, TOKEN)).toEqual({ exit: 0, said: '' });
    expect(await get(hidden)).toEqual(await get(none));
    expect(await get(hidden)).toMatchObject({ exit: 1 });
  });

  test('a complete sheet retires what it does not have any more, whoever may know of it, and a word for readers that nobody knows opens nothing', async () => {
    const file = join(folder, '目录.csv');
    const sheet = async (rows: readonly (readonly [code: string, readers: string])[], complete: boolean) => {
      const lines = rows.map(([code, readers]) => `环境,监测 ${code},${code},水务局,各站监测,有条件共享,申请,否,每日,${readers}`);
      writeFileSync(file, ['信息资源分类,信息资源名称,信息资源代码,信息资源提供方,信息资源摘要,共享类型,共享条件,是否向社会开放,更新周期,知悉范围', ...lines].join('\n'));
      let said = '';
      const exit = await runImport({ file, node: url(), token: TOKEN, batch: 200, ...(complete && { complete, force: true }) }, importView((text) => (said += text)), never);
      return { exit, report: JSON.parse(said) as object };
    };
    const own = async () => (await exported({ token: TOKEN })).filter((record) => JSON.stringify(record).includes('监测 K')).map((record) => [(record as unknown as { titles: { text: string }[] }).titles[0]?.text, (record as { audience?: string }).audience]);
    expect(await sheet([['K-1', '本单位'], ['K-2', '指定单位：330000、MEE'], ['K-3', '各成员单位'], ['K-4', '']], false)).toMatchObject({ exit: 0, report: { created: 4 } });
    expect(await sheet([['K-1', '市领导'], ['K-2', ''], ['K-3', '各成员单位'], ['K-4', '所有人']], false)).toMatchObject({ exit: 1, report: { unchanged: 3, rejected: 1 } });
    expect(await own()).toEqual(expect.arrayContaining([['监测 K-1', 'OWNER'], ['监测 K-2', 'NAMED'], ['监测 K-3', 'MEMBER'], ['监测 K-4', undefined]]));
    expect(await sheet([['K-2', ''], ['K-4', '']], true)).toMatchObject({ exit: 0, report: { retired: 2 } });
    expect((await own()).map(([title]) => title).sort()).toEqual(['监测 K-2', '监测 K-4']);
  });

  test.each([
    ['its record, its restricted details and its proof', '{ dataset(id: "ID") { title restricted { note } provenance { log } } }'],
    ['its history', '{ history(id: "ID") { next versions { version log } } }'],
    ['an entity', '{ _entities(representations: [{ __typename: "Dataset", id: "ID" }]) { ... on Dataset { title restricted { note } } } }'],
    ['a request for access', 'mutation { requestAccess(id: "ID", purpose: "p", useCase: "u", until: "2099-01-01T00:00:00Z") { id state } }'],
  ])('of a hidden record %s is answered as of one that there is not', async (_, query) => {
    const answer = async (id: string) => JSON.stringify(await ask(query.replace('ID', id))).replaceAll(id, 'ID').replaceAll(/"requestId":"[^"]+"/g, '');
    expect(await answer(hidden)).toBe(await answer(none));
  });

  test.each(['MEMBER', 'OWNER', 'NAMED:330000,MEE', 'NAMED:MOT', 'NONSENSE'])('/log/310000/%s is not there, whether there is such a log or not', async (log) => {
    const answer = async (path: string) => {
      const response = await fetch(`${node.url}/log/${path}`);
      return [response.status, await response.text()];
    };
    for (const rest of ['checkpoint', 'tile/0/000.p/1', 'tile/entries/000.p/1']) {
      const found = await answer(`310000/${log}/${rest}`);
      expect(found[0]).toBe(404);
      expect(found).toEqual(await answer(`999999/${rest}`));
    }
  });
});
