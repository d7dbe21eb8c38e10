import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../../schema/package-path.js';
import { describeWithShared, sharedPath } from '../../support/shared-data.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/** Each collection is spread over seven nodes, line by line. */
const COLLECTIONS = { firstdata: 'FD', 'open-data-registry': 'OD', dgtw: 'TW' } as const;
const NODES_EACH = 7;

const readLines = (name: string): readonly string[] => readFileSync(sharedPath('data', `${name}.ndjson`), 'utf8').trim().split('\n');
const run = promisify(execFile);

interface Part {
  readonly code: string;
  readonly mapping: string;
  readonly file: string;
  readonly lines: readonly string[];
  readonly node: RunningService;
}

let services: Services;
let search: RunningService;
let gateway: RunningService;
let parts: readonly Part[];

interface Report {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

async function importPart({ file, mapping, node }: Part): Promise<Report> {
  const { stdout } = await run(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), 'import', file, '--mapping', mapping, '--node', node.url, '--json'], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as Report;
}

/** Length of each log and its live records, as the nodes themselves say. */
async function logs(): Promise<ReadonlyMap<string, { readonly head: number; readonly live: number }>> {
  const pages = parts.map(async ({ code, node }) => {
    const { data } = await services.ask(node, 'query ($code: ID!) { changes(authority: $code, first: 1) { head live } }', { code });
    return [code, data?.['changes'] as { head: number; live: number }] as const;
  });
  return new Map(await Promise.all(pages));
}

interface Coverage {
  readonly total: number;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly authorities: readonly { readonly authority: string; readonly total: number; readonly seq: number; readonly kinds: readonly { readonly kind: string; readonly count: number }[] }[];
}

async function coverage(): Promise<Coverage> {
  const { data } = await services.ask(gateway, '{ coverage { total kinds { kind count } authorities { authority total seq kinds { kind count } } } }');
  return data?.['coverage'] as Coverage;
}

const datasetsOf = ({ kinds }: Pick<Coverage, 'kinds'>): number => kinds.find(({ kind }) => kind === 'DATASET')?.count ?? 0;

describeWithShared('three real collections over twenty-one nodes', 'data', () => {
  beforeAll(async () => {
    services = await Services.create();
    const registry = await services.registry();
    search = await services.search(registry);
    gateway = await services.gateway(registry, search);
    const planned = Object.entries(COLLECTIONS).flatMap(([mapping, prefix]) => {
      const lines = readLines(mapping);
      return Array.from({ length: NODES_EACH }, (_, index) => ({ code: `${prefix}${String(index + 1)}`, mapping, lines: lines.filter((__, line) => line % NODES_EACH === index) }));
    });
    const started: Part[] = [];
    for (const part of planned) {
      const file = join(services.folder, `${part.code}.ndjson`);
      writeFileSync(file, `${part.lines.join('\n')}\n`);
      const node = await services.node(part.code);
      await services.enroll(registry, part.code, node.url);
      started.push({ ...part, file, node });
    }
    parts = started;
  }, 180_000);
  afterAll(async () => services[Symbol.asyncDispose]());

  test('every line is imported, and totals match node by node and nationally', async () => {
    expect(parts.reduce((sum, { lines }) => sum + lines.length, 0)).toBe(768 + 1_179 + 936);
    for (const part of parts) expect(await importPart(part)).toMatchObject({ rejected: 0 });
    const held = await logs();
    const live = [...held.values()].reduce((sum, one) => sum + one.live, 0);
    await until('the whole of every log in the index', async () => (await coverage()).total === live, 60_000);
    const national = await coverage();
    for (const { code, lines } of parts) {
      const own = national.authorities.find(({ authority }) => authority === code)!;
      expect({ code, seq: own.seq, total: own.total, datasets: datasetsOf(own) }).toEqual({ code, seq: held.get(code)!.head, total: held.get(code)!.live, datasets: lines.length });
    }
    expect(datasetsOf(national)).toBe(2_883);
  }, 180_000);

  test('a second import writes nothing', async () => {
    const before = await logs();
    for (const part of parts) expect(await importPart(part)).toMatchObject({ created: 0, updated: 0, rejected: 0 });
    expect(await logs()).toEqual(before);
  }, 180_000);

  test('every record is reached by paging through the nation, and is found by its title', async () => {
    const ids = new Set<string>();
    const titles: { id: string; title: string }[] = [];
    for (let after: string | null = null; ; ) {
      const { data }: { data?: unknown } = await services.ask(gateway, 'query ($after: String) { search(filter: { kinds: [DATASET] }, first: 100, after: $after, sort: TITLE) { edges { node { id title } } pageInfo { hasNextPage endCursor } } }', { after });
      const { edges, pageInfo } = (data as { search: { edges: { node: { id: string; title: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }).search;
      for (const { node } of edges) {
        ids.add(node.id);
        titles.push(node);
      }
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(ids.size).toBe(2_883);
    const missed: string[] = [];
    for (const { id, title } of titles) {
      const { data } = await services.ask(search, 'query ($query: String!, $authorities: [ID!]) { search(query: $query, filter: { authorities: $authorities }, first: 100) { edges { node { id } } } }', { query: title, authorities: [id.split('-', 1)[0]] });
      const found = (data?.['search'] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
      if (!found.includes(id)) missed.push(`${id} ${title}`);
    }
    expect(missed).toEqual([]);
  }, 180_000);

  test('a description of 685,989 characters comes whole from its owner and is found like any other', async () => {
    const longest = readLines('open-data-registry').map((line) => JSON.parse(line) as { Name: string; Description: string }).reduce((a, b) => (a.Description.length >= b.Description.length ? a : b));
    expect(longest.Description.length).toBe(685_989);
    const { data, errors } = await services.ask(gateway, 'query ($query: String!) { search(query: $query, first: 1) { edges { node { title summary record { description(lang: EN) } } } } }', { query: longest.Name });
    expect(errors).toBeUndefined();
    const [edge] = (data?.['search'] as { edges: { node: { title: string; summary: string; record: { description: string } } }[] }).edges;
    expect(edge!.node.title).toBe(longest.Name.trim());
    expect(edge!.node.record.description.length).toBeGreaterThan(685_000);
    expect([...edge!.node.summary].length).toBeLessThanOrEqual(200);
  });
});
