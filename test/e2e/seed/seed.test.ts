import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readSeed, type SeedMember } from '../../../seed/read-seed.js';
import { readSeedFiles } from '../../../seed/read-seed-files.js';
import { loadSeed } from '../../../seed/seed.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport, type HttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';

const named = (zh: string, en: string) => ({ title: { zh, en }, description: { zh: `${zh}。`, en: `${en}.` } });
const file = (code: string, count: number) => ({
  code,
  kind: 'REGION',
  name: { zh: `${code}机关`, en: `Office ${code}` },
  homepage: `https://${code}.example`,
  organizations: Array.from({ length: count }, (_, index) => ({ serial: index + 1, ...named(`机关${String(index)}`, `Office ${String(index)}`) })),
});

describe('loadSeed', () => {
  let folder: string;
  let node: HttpServer;
  let http: HttpTransport;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ucat-seed-'));
    node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: ['310000', '330000'], stewardToken: undefined }, pino({ level: 'silent' }));
    http = createHttpTransport();
  });
  afterEach(async () => {
    await http.close();
    await node.close();
    rmSync(folder, { recursive: true });
  });

  const load = (members: readonly SeedMember[], ...authorities: readonly string[]) =>
    loadSeed({ nodes: authorities.map((authority) => ({ authority, url: `${node.url}/graphql` })), send: http.send, members, batchSize: 4 });

  test('loads each authority to its node, in batches, and a second time writes nothing', async () => {
    const members = readSeed([file('310000', 9), file('330000', 3)]);
    expect(Object.fromEntries(await load(members, '310000', '330000'))).toEqual({
      310000: { CREATED: 9, UPDATED: 0, UNCHANGED: 0 },
      330000: { CREATED: 3, UPDATED: 0, UNCHANGED: 0 },
    });
    expect((await load(members, '310000')).get('310000')).toEqual({ CREATED: 0, UPDATED: 0, UNCHANGED: 9 });
    const { data } = await http.send({ url: `${node.url}/graphql`, query: 'query ($id: ID!) { record(id: $id) { title(lang: EN) } }', variables: { id: members[0]!.records[8]!.id } });
    expect(data).toEqual({ record: { title: 'Office 8' } });
  });

  test('the sample that is shipped goes into its nodes as it is', async () => {
    const members = readSeedFiles();
    const authorities = members.map(({ code }) => code);
    const all = await startNode({ host: '127.0.0.1', port: 0, dataDir: join(folder, 'all'), authorities, stewardToken: undefined }, pino({ level: 'silent' }));
    try {
      const nodes = authorities.map((authority) => ({ authority, url: `${all.url}/graphql` }));
      const counts = await loadSeed({ nodes, send: http.send });
      expect(authorities.map((code) => counts.get(code)?.CREATED)).toEqual(members.map(({ records }) => records.length));
    } finally {
      await all.close();
    }
  });

  test('stops at the first record that a node refuses, naming it', async () => {
    const [member] = readSeed([file('310000', 1)]);
    const wrong = { ...member!, records: member!.records.map((record) => ({ ...record, homepage: 'no address' })) };
    await expect(load([wrong], '310000')).rejects.toThrow(/did not take 310000-OR-0000000001-.* of the seed: .*"rule":"URL"/);
  });

  test('refuses an authority that it has nothing of', async () => {
    await expect(load(readSeed([file('310000', 1)]), '330000')).rejects.toThrow('The seed has nothing of 330000; it has 310000.');
  });
});
