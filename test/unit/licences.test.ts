import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';

interface Installed {
  readonly name: string;
  readonly license: string;
}

const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(packagePath(...path), 'utf8'));

/** Every package that production installs, with the licence that it declares itself; the lock's word where it is for another platform. */
const installed: readonly Installed[] = Object.entries((readJson('package-lock.json') as { packages: Record<string, { dev?: boolean; devOptional?: boolean; license?: string }> }).packages)
  .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
  .map(([path, { license }]) => {
    const own = existsSync(packagePath(path, 'package.json')) ? (readJson(path, 'package.json') as { license?: string }).license : license;
    return { name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), license: own ?? license ?? 'none' };
  });

const readme = readFileSync(packagePath('README.md'), 'utf8');
const licences = readme.slice(readme.indexOf('## Licences'));
const [elastic, others] = [licences.slice(0, licences.indexOf('All other parts')), licences.slice(licences.indexOf('All other parts'))];

/** The licences of an SPDX expression. */
const named = (expression: string): readonly string[] => expression.replace(/[()]/g, '').split(/ (?:AND|OR) /);

describe('licences of what production installs', () => {
  test('each is one that the README names', () => {
    expect(installed.length).toBeGreaterThan(100);
    const known = new Set(['Elastic-2.0', ...(others.match(/\b[A-Z0-9][A-Za-z0-9.-]*[A-Za-z0-9]/g) ?? [])]);
    expect(installed.filter(({ license }) => !named(license).every((one) => known.has(one)))).toEqual([]);
  });

  test('exactly those that the README says are under the Elastic License', () => {
    const found = new Set(installed.filter(({ license }) => license.includes('Elastic')).map(({ name }) => name));
    const told = [...elastic.matchAll(/^\| (`@.*`) \|/gm)].flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name as string));
    expect(told.sort()).toEqual([...found].sort());
  });

  test('ADR 6 names the same', () => {
    const adr = readFileSync(packagePath('docs', 'adr', '0006-parts.md'), 'utf8');
    for (const { name } of installed.filter(({ license }) => license.includes('Elastic'))) expect(adr).toContain(name);
    for (const licence of new Set(installed.flatMap(({ license }) => named(license)))) expect(adr).toContain(licence);
  });
});
