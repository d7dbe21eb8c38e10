import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import { createOpenAiEmbedder } from '../../../../../subgraphs/search/embeddings/openai-embedder.js';
import { VectorUpkeep } from '../../../../../subgraphs/search/embeddings/vector-upkeep.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { packRecord } from '../../../../../subgraphs/search/index/vectors/pack.js';
import { until } from '../../../../e2e/support/until.js';
import { inForm, modelServer, type Asked, type ModelServer } from './model-server.js';

const logger = pino({ level: 'silent' });
const id = (serial: number): string => formatId('310000', 'DATASET', serial);
const vector = (text: string): readonly number[] => Array.from({ length: 32 }, (_, place) => 1 + text.charCodeAt(place % text.length) % (place + 2));
const COUNT = 50;

let folder: string;
let index: LibsqlSearchIndex;
let server: ModelServer;
let refuses: (asked: Asked) => number;
let upkeep: VectorUpkeep | null;
let seq: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-upkeep-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  refuses = () => 0;
  server = await modelServer((asked, response) => {
    const status = refuses(asked);
    response.writeHead(status || 200).end(inForm(asked.input.map(vector)));
  });
  upkeep = null;
  seq = 0;
  await put(...Array.from({ length: COUNT }, (_, place) => [place + 1, 1] as const));
});

afterEach(async () => {
  await upkeep?.close();
  await server[Symbol.asyncDispose]();
  await index.close();
  await rm(folder, { recursive: true });
});

async function put(...records: readonly (readonly [serial: number, version: number])[]): Promise<void> {
  const changes = records.map(([serial, version]) => ({ seq: ++seq, id: id(serial), version, op: 'UPSERT' as const, document: JSON.stringify({ id: id(serial), titles: [{ lang: 'zh', text: `数据${String(serial)}` }] }) }));
  await index.apply('310000', { changes, setAside: [], position: { cursor: String(seq), seq } });
}

function start(model = 'm'): void {
  upkeep = new VectorUpkeep({ embedder: createOpenAiEmbedder({ url: server.url, model }), index, logger, everyMillis: 20 });
}

const kept = (): number => {
  const database = new Database(join(folder, 'index.db'), { readonly: true });
  try {
    return (database.prepare('SELECT count(*) AS count FROM vectors').get() as { count: number }).count;
  } finally {
    database.close();
  }
};
const texts = (): readonly string[] => server.asked.flatMap(({ input }) => input);

describe('vectors of records', () => {
  test('are made in batches, of what comes later too, and not twice after a restart', async () => {
    start();
    await until('all to have one', async () => kept() === COUNT);
    expect(Math.max(...server.asked.map(({ input }) => input.length))).toBeLessThanOrEqual(16);
    await put([COUNT + 1, 1], [3, 2]);
    await until('what came to have one', async () => upkeep?.progress.made === COUNT + 2);
    expect(kept()).toBe(COUNT + 1);
    await upkeep?.close();
    const asked = texts().length;
    start();
    await until('all to be looked at', async () => (upkeep?.progress.row ?? 0) > 0 && upkeep?.progress.row === upkeep?.progress.last);
    expect(texts()).toHaveLength(asked);
    await upkeep?.close();
    start('another');
    await until('all to have one of another model', async () => upkeep?.progress.made === COUNT + 1);
    expect(kept()).toBe(COUNT + 1);
  });

  test('go on where the model was away, and without the one text that it will not have', async () => {
    let failures = 2;
    refuses = ({ input }) => (failures-- > 0 ? 503 : input.includes('数据7') ? 422 : 0);
    start();
    await until('all but one to have one', async () => kept() === COUNT - 1);
    expect(upkeep?.progress).toMatchObject({ made: COUNT - 1, refused: 1 });
  });

  test('wait for a model that refuses whatever it is given, as one that is not there does, and count no text as refused', async () => {
    let isThere = false;
    refuses = () => (isThere ? 0 : 400);
    start();
    await until('the model to be asked again', async () => server.asked.length >= 4);
    expect(new Set(server.asked.map(({ input }) => input.length))).toEqual(new Set([16, 1]));
    isThere = true;
    await until('all to have one', async () => kept() === COUNT);
    expect(upkeep?.progress).toMatchObject({ made: COUNT, refused: 0 });
  });

  test('leave the files with the record, at once', async () => {
    start();
    await until('all to have one', async () => kept() === COUNT);
    await upkeep?.close();
    const bytes = Buffer.from(packRecord(Float32Array.from(vector('数据9'))));
    const holding = async (): Promise<readonly string[]> => {
      const files = await readdir(folder);
      const contents = await Promise.all(files.map((file) => readFile(join(folder, file))));
      return files.filter((_, place) => contents[place]?.includes(bytes));
    };
    expect(await holding()).not.toEqual([]);
    await index.apply('310000', { changes: [{ seq: ++seq, id: id(9), version: 2, op: 'TOMBSTONE', document: JSON.stringify({ id: id(9), version: 2, reason: '撤回' }) }], setAside: [], position: { cursor: String(seq), seq } });
    expect(await holding()).toEqual([]);
    expect(kept()).toBe(COUNT - 1);
  });
});
