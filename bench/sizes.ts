import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { startChild, type ChildService } from '../cli/demo/child-service.js';
import { packagePath } from '../schema/package-path.js';
import { createHttpTransport } from '../subgraphs/kit/transport/http-transport.js';
import { loadRecords, LOADED_AUTHORITY } from './lib/load-records.js';
import { sampleProcess } from './lib/soak/process-samples.js';
import { round } from './lib/stats.js';
import { until } from './lib/until.js';

/** What a nation of one node takes, with this many records. MiB and seconds. */
export interface Sizes {
  readonly records: number;
  readonly nodeMemory: number;
  readonly nodeDisk: number;
  readonly indexMemory: number;
  readonly indexDisk: number;
  readonly exportSeconds: number;
  readonly exportDisk: number;
  readonly restoreSeconds: number;
}

const run = promisify(execFile);
const MEBIBYTE = 1024 * 1024;
/** How long the index may take, with a millisecond more for each record, before it is given up. */
const PATIENCE_MILLIS = 120_000;

async function residentOf({ pid }: ChildService): Promise<number> {
  const sample = pid === undefined ? null : await sampleProcess(pid);
  if (sample === null) throw new Error('Expected a process to be measured but it has ended.');
  return round(sample.residentMebibytes, 1);
}

async function diskOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => stat(join(folder, name))));
  return round(sizes.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0) / MEBIBYTE, 1);
}

async function timed(words: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const started = performance.now();
  await run(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), ...words], { env: { ...process.env, ...env } });
  return round((performance.now() - started) / 1000, 1);
}

/** What node and index take of memory and disk, and how long a copy of the node takes: a nation of its own for each number of records. */
export async function sizes(counts: readonly number[]): Promise<readonly Sizes[]> {
  const found: Sizes[] = [];
  for (const count of counts) found.push(await sizesOf(count));
  return found;
}

async function sizesOf(records: number): Promise<Sizes> {
  const folder = await mkdtemp(join(tmpdir(), 'ucat-sizes-'));
  const children: ChildService[] = [];
  const { send, close } = createHttpTransport();
  const at = (name: string): string => join(folder, name);
  const start = async (name: string, env: Readonly<Record<string, string>>): Promise<{ readonly child: ChildService; readonly url: string }> => {
    const child = startChild([name, 'start'], { ...env, DATA_DIR: at(name), PORT: '0', LOG_LEVEL: 'error', MONGODB_URI: '' });
    children.push(child);
    return { child, url: `${await child.message('url')}/graphql` };
  };
  const node = { NODE_AUTHORITIES: LOADED_AUTHORITY, DATA_DIR: at('node'), MONGODB_URI: '', LOG_LEVEL: 'error' };
  try {
    await loadRecords(node, 0, records);
    const office = await start('node', node);
    const registry = await start('registry', {});
    const index = await start('search', { REGISTRY_URL: registry.url });
    const member = { code: LOADED_AUTHORITY, nameZh: '局', nameEn: 'Office', url: office.url, status: 'ACTIVE', authorities: [{ code: LOADED_AUTHORITY, nameZh: '区', nameEn: 'Area', kind: 'REGION' }] };
    const { errors } = await send({ url: registry.url, query: 'mutation ($member: MemberInput!) { putMember(member: $member) { code } }', variables: { member } });
    if (errors) throw new Error(JSON.stringify(errors));
    await until('the index to have all records', async () => {
      const { data } = await send({ url: index.url, query: '{ coverage { total } search(query: "空气质量", first: 20) { total } }' });
      return (data?.['coverage'] as { readonly total: number } | undefined)?.total === records;
    }, { everyMillis: 200, mostMillis: PATIENCE_MILLIS + records });
    const memory = { nodeMemory: await residentOf(office.child), indexMemory: await residentOf(index.child) };
    await Promise.all(children.map(async (child) => child.close()));
    const file = at('node.ndjson.gz');
    const exportSeconds = await timed(['node', 'export', '-o', file], node);
    const restoreSeconds = await timed(['node', 'restore', file], { ...node, DATA_DIR: at('restored') });
    return { records, ...memory, nodeDisk: await diskOf(at('node')), indexDisk: await diskOf(at('search')), exportSeconds, exportDisk: round((await stat(file)).size / MEBIBYTE, 1), restoreSeconds };
  } finally {
    await Promise.all(children.map(async (child) => child.close()));
    await close();
    await rm(folder, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { records: { type: 'string', default: '1000,10000' } } });
  console.table(await sizes(values.records.split(',').map(Number)));
}
