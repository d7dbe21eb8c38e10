import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packagePath } from '../../../schema/package-path.js';

/* The files that an operator starts from name what there is. */

const read = (...path: readonly string[]): string => readFileSync(packagePath(...path), 'utf8');
const readme = read('README.md');

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
}
const compose = parse(read('docs', 'operations', 'compose.yaml'), { merge: true }) as { readonly services: Readonly<Record<string, Service>>; readonly volumes: Readonly<Record<string, null>> };
const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'ucat');

describe('docs/operations/compose.yaml', () => {
  test.each(ours)('%s is set by variables that the README has, and keeps its state in a volume', (_, { environment = {}, volumes = [] }) => {
    expect(Object.keys(environment).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(volumes.map((volume) => volume.split(':')).filter(([name = '', at]) => at === '/data' && name in compose.volumes).length).toBe(1);
  });

  test('every address is of a service that is there, at its port', () => {
    const named = ours.flatMap(([, { environment = {} }]) => Object.values(environment).flatMap((value) => [...String(value).matchAll(/http:\/\/([a-z0-9-]+):(\d+)/g)]));
    expect(named.length).toBeGreaterThan(10);
    for (const [, name = '', port] of named) expect([name, String(compose.services[name]?.environment?.['PORT'])]).toEqual([name, port]);
  });
});

describe('the units of systemd', () => {
  const units = ['ucat@', 'ucat-gateway@'].map((name) => [name, read('docs', 'operations', 'systemd', `${name}.service`)] as const);

  test.each(units)('%s runs the program, and gives it longer to stop than it takes', (_, text) => {
    expect(/^ExecStart=\/usr\/bin\/node --max-semi-space-size=64 (\S+) \S+ start$/m.exec(text)?.[1]).toBe('dist/cli/ucat.js');
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)?.[1])).toBeGreaterThan(10);
  });

  (spawnSync('systemd-analyze', ['--version']).status === 0 ? test : test.skip).each(units)('%s is what systemd reads', (name, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'ucat-units-'));
    try {
      const file = join(folder, `${name}1.service`);
      writeFileSync(file, text.replace('/usr/bin/node', process.execPath).replace('WorkingDirectory=/opt/ucat', 'WorkingDirectory=/'));
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
      expect([status, stderr.split('\n').filter((line) => line.includes(folder))]).toEqual([0, []]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the pages of the operator', () => {
  test.each(['run-a-node.md', 'run-the-nation.md'])('%s leads to files that there are', (page) => {
    const links = [...read('docs', page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link as string);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(packagePath('docs', link)))).toEqual([]);
  });
});

describe('the Dockerfile', () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' ')).map((source) => source.replace(/^\/app\//, ''));

  test('has instructions of a Dockerfile alone', () => {
    const words = read('Dockerfile').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' ')[0]);
    expect(new Set(words)).toEqual(new Set(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'ENTRYPOINT', 'CMD']));
  });

  test('copies what there is, or what the build makes', () => {
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !['node_modules', 'dist'].includes(path) && !existsSync(packagePath(path)))).toEqual([]);
  });

  test('copies every file that the programs read', () => {
    const sources = ['cli', 'gateway', 'schema', 'seed', 'subgraphs'].flatMap((folder) => readdirSync(packagePath(folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => read(folder, name)));
    // `packagePath('cli', 'mappings', name)`: the words that it begins with.
    const paths = sources.flatMap((text) => [...text.matchAll(/packagePath\(((?:'[^']+'(?:, )?)+)/g)].map(([, words = '']) => [...words.matchAll(/'([^']+)'/g)].map(([, word]) => word).join('/')));
    expect(paths.length).toBeGreaterThan(10);
    expect([...new Set(paths)].filter((path) => !copied.some((one) => path === one || path.startsWith(`${one}/`)))).toEqual([]);
  });
});
