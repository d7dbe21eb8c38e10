import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCompose, type ComposeRequest } from '../../../../cli/compose/run-compose.js';
import type { TransportRequest } from '../../../../subgraphs/kit/transport/transport.js';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const GOOD = `${LINK}type Dataset @key(fields: "id") { id: ID! "How it smells." smell: String }`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-compose-'));
  writeFileSync(path('good.graphql'), GOOD);
  writeFileSync(path('more.graphql'), `${LINK}type Dataset @key(fields: "id") { id: ID! taste: String }`);
  writeFileSync(path('bad.graphql'), `${LINK}type Dataset @key(fields: "id") { id: ID! smell: String! }`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

/** Runs it with one service that answers anywhere. */
async function run(request: Partial<ComposeRequest>) {
  const printed: string[] = [];
  const complained: string[] = [];
  const send = async ({ url }: TransportRequest) => {
    if (!url.includes('4301')) throw new Error('refused');
    return { data: { _service: { sdl: GOOD } } };
  };
  const code = await runCompose({ subgraphs: [], addresses: [], ...request }, { send, print: (text) => printed.push(text), complain: (text) => complained.push(text) });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

describe('ucat compose', () => {
  test('composes files with the catalog, and writes the schema that clients see', async () => {
    const { code, printed, complained } = await run({ subgraphs: [`nose=${path('good.graphql')}`, `tongue=${path('more.graphql')}`], output: path('supergraph.graphql'), api: path('api.graphql') });
    expect([code, printed]).toEqual([0, '']);
    expect(complained).toMatch(/^Composed: catalog, search, .*nose, tongue\.$/);
    const dataset = buildSchema(readFileSync(path('api.graphql'), 'utf8')).getType('Dataset');
    expect(isObjectType(dataset) && [dataset.getFields()['smell']?.description, dataset.getFields()['taste']?.name]).toEqual(['How it smells.', 'taste']);
    expect(readFileSync(path('supergraph.graphql'), 'utf8')).toContain('NOSE @join__graph(name: "nose", url: "http://nose.invalid/graphql")');
  });

  test('asks an address for its schema, and names it in the supergraph; others by --at', async () => {
    const { code, printed } = await run({ subgraphs: ['nose=http://127.0.0.1:4301/'], addresses: ['catalog=http://127.0.0.1:4000/subgraph/catalog'] });
    expect(code).toBe(0);
    expect(printed).toContain('NOSE @join__graph(name: "nose", url: "http://127.0.0.1:4301/")');
    expect(printed).toContain('url: "http://127.0.0.1:4000/subgraph/catalog"');
  });

  test('refuses what the gateway would refuse, and says of which subgraph', async () => {
    const { code, printed, complained } = await run({ subgraphs: [`tongue=${path('more.graphql')}`, `nose=${path('bad.graphql')}`] });
    expect([code, printed]).toEqual([1, '']);
    expect(complained).toContain('nose: Dataset.smell is added to a type of the catalog, so it must be able to be null');
  });

  test.each([
    [{ subgraphs: ['nose'] }, 'Expected a subgraph as name=value'],
    [{ subgraphs: ['nose=/nowhere.graphql'] }, 'no such file'],
    [{ subgraphs: ['nose=http://127.0.0.1:1/'] }, 'nose: http://127.0.0.1:1/ could not be asked for its schema: refused'],
    [{ subgraphs: ['catalog=http://127.0.0.1:4301/'] }, 'but got catalog twice'],
    [{ subgraphs: ['nose=http://127.0.0.1:4301/'], addresses: ['ear=http://127.0.0.1:1/'] }, '--at: expected one of catalog, '],
  ])('%j ends with 2', async (request, said) => {
    const { code, complained } = await run(request);
    expect([code, complained]).toEqual([2, expect.stringContaining(said)]);
  });
});
