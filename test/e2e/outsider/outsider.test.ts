import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../../schema/package-path.js';
import { freePort } from '../support/free-port.js';
import { freePorts } from '../support/free-ports.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

/* Somebody who has docs/extending.md alone, in a folder of their own outside the project. */

jest.setTimeout(120_000);

const run = promisify(execFile);
const page = readFileSync(packagePath('docs', 'extending.md'), 'utf8');
const story = page.slice(page.indexOf('## From an empty folder'), page.indexOf('## Try the example'));

/** The code blocks of the story in a language, in their order. */
const blocks = (language: string): readonly string[] => [...story.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

/** The line of a shell block that has a text. */
function command(part: string): string {
  const line = blocks('sh').join('').replaceAll('\\\n', ' ').split('\n').find((one) => one.includes(part));
  if (line === undefined) throw new Error(`The page has no command with "${part}".`);
  return line;
}

let services: Services;
let demo: RunningService;
let ports: ReadonlyMap<string, number>;
let layer: ChildProcess;
const folder = (): string => join(services.folder, 'citations');

/** A text of the page with the ports of this test for those that it shows. */
const placed = (text: string): string => [...ports].reduce((before, [shown, port]) => before.replaceAll(`:${shown}/`, `:${String(port)}/`).replaceAll(`PORT=${shown}`, `PORT=${String(port)}`).replaceAll(`--port ${shown}`, `--port ${String(port)}`), text);

/** Settings and words of a `ucat` command as the page shows it. */
function parsed(line: string): { readonly env: Readonly<Record<string, string>>; readonly words: readonly string[] } {
  const words = placed(line).trim().split(/\s+/);
  const at = words.indexOf('npx');
  return { env: Object.fromEntries(words.slice(0, at).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])), words: words.slice(at + 2) };
}

beforeAll(async () => {
  services = await Services.create();
  const first = await freePorts();
  demo = await services.start('demo', ['demo'], { PORT: String(first) });
  const [ofLayer, ofGateway, ofEngine] = [await freePort(), await freePort(), await freePort()];
  ports = new Map([...[0, 2, 3, 5, 6, 7].map((offset): [string, number] => [String(4000 + offset), first + offset]), ['4302', ofLayer], ['4010', ofGateway], ['4011', ofEngine]]);
  mkdirSync(join(services.folder, 'catalog'));
  mkdirSync(folder());
  // In place of `npm install`: the same packages, without a registry.
  symlinkSync(packagePath('node_modules'), join(folder(), 'node_modules'));
  writeFileSync(join(folder(), 'schema.graphql'), blocks('graphql')[0] ?? '');
  writeFileSync(join(folder(), 'subgraph.mjs'), blocks('js')[0] ?? '');
  layer = spawn(process.execPath, ['subgraph.mjs'], { cwd: folder(), stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PORT: String(ofLayer) } });
  await once(layer.stdout as NodeJS.ReadableStream, 'data');
}, 300_000);

const end = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

afterAll(async () => {
  await end(layer);
  await services[Symbol.asyncDispose]();
});

/** Runs a `ucat` command of the page in the catalog's folder. */
const ucat = async (line: string): Promise<{ readonly stdout: string; readonly stderr: string }> => run(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), ...parsed(line).words], { cwd: join(services.folder, 'catalog') });

const asked = (): string => blocks('graphql')[1] ?? '';
const answer = (): unknown => (JSON.parse(blocks('json')[0] ?? '') as { readonly data: unknown }).data;

describe('a layer that an outsider writes by the page alone', () => {
  test('composes by `ucat compose` from the file of its schema', async () => {
    const { stderr } = await ucat(command('compose citations=../citations/schema.graphql'));
    expect(stderr).toMatch(/^Composed: catalog, .*, citations\.$/m);
    expect(readFileSync(join(services.folder, 'catalog', 'api.graphql'), 'utf8')).toMatch(/type Dataset [^}]*citedBy: \[Paper!\]/);
  });

  test('is refused by `ucat compose` where it breaks a rule', async () => {
    writeFileSync(join(folder(), 'wrong.graphql'), (blocks('graphql')[0] ?? '').replace('citedBy: [Paper!]', 'citedBy: [Paper!]!'));
    await expect(ucat(command('compose citations=../citations/schema.graphql').replace('schema.graphql', 'wrong.graphql'))).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('citations: Dataset.citedBy is added to a type of the catalog') });
  });

  test('is answered by a gateway that is told of it, beside everything else', async () => {
    const { env, words } = parsed(command('EXTRA_SUBGRAPHS=citations'));
    // Where a gateway looks for them by itself, the demonstration of this test is not.
    const [REGISTRY_URL, SEARCH_URL, MARKET_URL] = [4003, 4002, 4005].map((port) => placed(`http://127.0.0.1:${String(port)}/graphql`)) as [string, string, string];
    const gateway = await services.start('gateway', words, { REGISTRY_URL, SEARCH_URL, MARKET_URL, ...env, DATA_DIR: join(services.folder, 'try') });
    const { data, errors } = await until('its fields', async () => {
      const said = await services.ask(gateway, asked());
      return said.errors === undefined && said;
    });
    expect([data, errors]).toEqual([answer(), undefined]);
    expect((await services.ask(demo, asked())).errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    await gateway.stop();
  });

  test('runs on another engine too, as the file that `ucat compose` made of its address', async () => {
    await ucat(command('compose citations=http'));
    const words = placed(command('hive-gateway')).split(/\s+/).slice(2);
    const engine = spawn(process.execPath, [packagePath('node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js'), ...words, '--host', '127.0.0.1'], { stdio: 'ignore', cwd: join(services.folder, 'catalog') });
    try {
      const url = `http://127.0.0.1:${String(ports.get('4011'))}/graphql`;
      await until('the other engine', async () => (await services.ask({ url }, '{ __typename }')).data);
      expect(await services.ask({ url }, asked())).toMatchObject({ data: answer() });
    } finally {
      await end(engine);
    }
  });
});
