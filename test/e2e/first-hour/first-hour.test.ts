import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { packagePath } from '../../../schema/package-path.js';
import { freePorts } from '../support/free-ports.js';
import { Services, type RunningService } from '../support/services.js';
import { until } from '../support/until.js';

const run = promisify(execFile);
const readme = readFileSync(packagePath('README.md'), 'utf8');
const NAMES = ['market', 'compute', 'use', 'lineage', 'lifecycle', 'layers'] as const;
const pages = Object.fromEntries(NAMES.map((name) => [name, readFileSync(packagePath('docs', `${name}.md`), 'utf8')])) as Readonly<Record<(typeof NAMES)[number], string>>;

/** The code block of a page, else of the README, that follows a text, in a language. */
function block(after: string, language: string, page = readme): string {
  const from = page.indexOf(after);
  const start = page.indexOf(`\`\`\`${language}\n`, from) + language.length + 4;
  if (from < 0 || start < from) throw new Error(`The page has no ${language} block after "${after}".`);
  return page.slice(start, page.indexOf('```', start)).trim();
}

/** The `ucat` commands of a shell block, as words, with addresses put in for those that are shown. */
function commands(after: string, addresses: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const lines = block(after, 'sh').replaceAll('\\\n', ' ').split('\n');
  return lines.map((line) => {
    const words = line.replace(/\s#.*/, '').trim().split(/\s+/);
    return words.slice(words.indexOf('ucat') + 1).map((word) => addresses[word] ?? word);
  });
}

/** Runs a command beside the node that the test started. `members` asks the registry of the test, not the one at the usual port. */
async function ucat([verb, ...words]: readonly string[]): Promise<void> {
  const env = { ...process.env, DATA_DIR: join(services.folder, 'node-460000') };
  const registryOf = verb === 'members' ? ['--registry', registry.url] : [];
  await run(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), String(verb), ...words, ...registryOf], { env });
}

interface Lived {
  readonly dataset: { readonly lifecycle: { readonly stages: readonly { readonly name: string }[] } };
}
const stagesOf = (data: unknown): readonly { readonly name: string }[] => (data as Lived).dataset.lifecycle.stages;

let services: Services;
let demo: RunningService;
let registry: { readonly url: string };

beforeAll(async () => {
  services = await Services.create();
  // The registry stands three ports above the gateway, as the README says.
  const port = await freePorts();
  demo = await services.start('demo', ['demo'], { PORT: String(port) });
  registry = { url: `http://127.0.0.1:${String(port + 3)}/graphql` };
}, 60_000);
afterAll(async () => services[Symbol.asyncDispose]());

describe('what the README shows', () => {
  test('the first query has the answer that is printed', async () => {
    const { data, errors } = await services.ask(demo, block('## A first query', 'graphql'));
    expect(errors).toBeUndefined();
    expect(data).toEqual((JSON.parse(block('## A first query', 'json')) as { data: unknown }).data);
  });

  test.each([['market', '## A first query'], ['market', '`cheapest` is the first of each currency'], ['compute', '## A first query'], ['use', '## A first query'], ['use', '## What matches a demand'], ['lineage', '## A first query']] as const)('docs/%s.md prints what is answered after "%s"', async (page, after) => {
    const { data, errors } = await services.ask(demo, block(after, 'graphql', pages[page]));
    expect(errors).toBeUndefined();
    expect(data).toEqual((JSON.parse(block(after, 'json', pages[page])) as { data: unknown }).data);
  });

  test('docs/lifecycle.md prints two of the stages that are answered', async () => {
    const asked = async (): Promise<readonly { readonly name: string }[]> => stagesOf((await services.ask(demo, block('## A first query', 'graphql', pages.lifecycle))).data);
    const printed = stagesOf((JSON.parse(block('## A first query', 'json', pages.lifecycle)) as { readonly data: unknown }).data);
    // While the logs of some members are read for the first time, what others say is unknown.
    await until('the stages as they are printed', async () => isDeepStrictEqual((await asked()).filter(({ name }) => printed.some((one) => one.name === name)), printed));
  });

  test('docs/layers.md prints the first hit of the query over all layers', async () => {
    const { data, errors } = await services.ask(demo, block('# One query', 'graphql', pages.layers), { query: '山洪灾害气象预警' });
    expect(errors).toBeUndefined();
    expect((data as unknown as { readonly search: { readonly edges: readonly { readonly node: { readonly record: unknown } }[] } }).search.edges[0]?.node.record).toEqual(JSON.parse(block('# One query', 'json', pages.layers)));
  });

  test('a node is started, filled from a table, made a member, and its records are found nationally', async () => {
    const node = await services.node('460000');
    const { stdout } = await run(process.execPath, [packagePath('dist', 'cli', 'ucat.js'), 'import', packagePath('docs', 'examples', 'hainan.csv'), '--mapping', packagePath('docs', 'examples', 'hainan.yaml'), '--node', node.url, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ created: 3, rejected: 0 });

    const { data: routes } = await services.ask(demo, '{ authorities { code } }');
    const before = (routes?.['authorities'] as unknown[]).length;
    for (const words of commands('### Become a member', { 'http://127.0.0.1:4201/graphql': node.url, 'http://127.0.0.1:4003/graphql': registry.url })) await ucat(words);

    const found = await until('the new node’s record', async () => {
      const { data } = await services.ask(demo, '{ search(query: "海水浴场水质") { edges { node { title ownerName authority } } } }');
      return (data?.['search'] as { edges: { node: unknown }[] }).edges[0]?.node;
    });
    expect(found).toEqual({ title: '三亚湾海水浴场水质周报', ownerName: '海南省生态环境厅', authority: '460000' });
    // The gateway may give its last answer again for a quarter of a second.
    await until('one authority more', async () => {
      const { data } = await services.ask(demo, '{ authorities { code } }');
      return (data?.['authorities'] as unknown[]).length === before + 1;
    });
  });

  test('the search page of sixty lines asks what the catalog answers', async () => {
    const page = readFileSync(packagePath('docs', 'examples', 'search-page.html'), 'utf8');
    expect(page.split('\n').length).toBeLessThanOrEqual(60);
    const preflight = await fetch(demo.url, { method: 'OPTIONS', headers: { origin: 'https://page.example', 'access-control-request-method': 'POST' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    const query = /const query = `([^`]+)`/.exec(page)?.[1] ?? '';
    const { data, errors } = await services.ask(demo, query, { query: '空气质量' });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ search: { edges: expect.arrayContaining([{ node: expect.objectContaining({ record: { distributions: expect.any(Array) } }) }]) } });
  });
});
