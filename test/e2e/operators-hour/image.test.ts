import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packagePath } from '../../../schema/package-path.js';
import { Services } from '../support/services.js';

/* The Dockerfile's steps in two plain folders in place of its two stages: what is copied, what is run, and what is started. What
`npm ci` installs is there already, by the same lock file, and so is what the last build made: the build looks over every
source as in the image, and compiles those that changed. */

const run = promisify(execFile);
let root: string;
const stages: { readonly name: string; readonly folder: string }[] = [];
let entry: readonly string[] = [];

/** Files that the image' build is not given. */
const ignored = readFileSync(packagePath('.dockerignore'), 'utf8').split('\n').filter((line) => line !== '' && !line.includes('*'));

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ucat-image-'));
});
afterAll(async () => run('rm', ['-rf', root]), 120_000);

const instructions = readFileSync(packagePath('Dockerfile'), 'utf8').replaceAll('\\\n', ' ').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
const stage = (): string => stages.at(-1)?.folder ?? '';

/** The names that git knows, which is what a fresh copy of the project has. */
const projectFiles = (): readonly string[] => spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: packagePath(), encoding: 'utf8' }).stdout.split('\n').filter((name) => name !== '' && existsSync(packagePath(name)));

async function copy(words: readonly string[]): Promise<void> {
  const from = words[0]?.startsWith('--from=') ? stages.find(({ name }) => `--from=${name}` === words[0])?.folder : undefined;
  const [target = '', ...sources] = words.filter((word) => !word.startsWith('--')).reverse();
  if (from === undefined && sources[0] === '.') {
    for (const name of projectFiles()) if (!ignored.includes(name.split('/')[0] as string)) cpSync(packagePath(name), join(stage(), name));
    return;
  }
  for (const source of sources) {
    const file = from === undefined ? packagePath(source) : join(from, source.replace('/app/', ''));
    const isFolder = !target.endsWith('/');
    const to = isFolder ? join(stage(), target) : join(stage(), target, file.slice(dirname(file).length + 1));
    mkdirSync(dirname(to), { recursive: true });
    // The stage that it comes from is as it stays.
    if (from !== undefined && statSync(file).isDirectory()) await run('cp', ['-al', file, to]);
    else cpSync(file, to);
  }
}

async function runStep(words: string): Promise<void> {
  const [first, ...others] = words.split(' && ');
  const isInstall = first?.startsWith('npm ci ') === true;
  // No links: the next steps write in these.
  if (isInstall) for (const name of ['node_modules', 'dist']) await run('cp', ['-a', realpathSync(packagePath(name)), join(stage(), name)]);
  const left = isInstall ? others.join(' && ') : words;
  if (left !== '') await run('bash', ['-euo', 'pipefail', '-c', left], { cwd: stage(), env: { ...process.env, npm_config_prefer_offline: 'true', NODE_ENV: '' }, maxBuffer: 64 * 1024 * 1024 });
}

async function follow([instruction, rest]: readonly [string, string]): Promise<void> {
  if (instruction === 'FROM') {
    const folder = join(root, `stage-${String(stages.length)}`);
    mkdirSync(folder);
    stages.push({ name: rest.split(' AS ')[1] ?? '', folder });
  }
  if (instruction === 'COPY') await copy(rest.split(' '));
  // What is done to the image' own folders and users has no place here.
  if (instruction === 'RUN' && !rest.includes('/data')) await runStep(rest);
  if (instruction === 'ENTRYPOINT') entry = JSON.parse(rest) as readonly string[];
}

describe('the image', () => {
  test('is made by its steps, and has nothing of tests and builds', async () => {
    for (const instruction of instructions) await follow(instruction);
    expect(stages.length).toBe(2);
    expect(readdirSync(stage()).sort()).toEqual(['LICENSE', 'cli', 'dist', 'node_modules', 'package.json', 'schema', 'seed', 'subgraphs']);
    for (const name of ['jest', 'typescript', 'esbuild', '@graphql-hive/gateway']) expect(existsSync(join(stage(), 'node_modules', name))).toBe(false);
    // Installing takes as long as the machine's disk and neighbours let it.
  }, 900_000);

  test('every service starts from what is in it', async () => {
    const program = join(stage(), entry[2] as string);
    expect(entry.slice(0, 2)).toEqual(['node', '--max-semi-space-size=64']);
    await using services = await Services.create();
    const registry = await services.startProgram(program, 'registry', ['registry', 'start']);
    const search = await services.startProgram(program, 'search', ['search', 'start'], { REGISTRY_URL: registry.url });
    for (const name of ['replica', 'market', 'compute', 'use']) await services.startProgram(program, name, [name, 'start'], { SEARCH_URL: search.url });
    await services.startProgram(program, 'node', ['node', 'start'], { NODE_AUTHORITIES: '310000' });
    const gateway = await services.startProgram(program, 'gateway', ['gateway', 'start'], { REGISTRY_URL: registry.url, SEARCH_URL: search.url });
    expect((await services.ask(gateway, '{ search(query: "水") { total } }')).data).toEqual({ search: { total: 0 } });
    const page = await (await fetch(gateway.url.replace('/graphql', '/'))).text();
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '/none';
    expect((await fetch(new URL(script, gateway.url))).status).toBe(200);
  }, 90_000);
});
