import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { packagePath } from '../../../schema/package-path.js';

const folder = packagePath('docs', 'adr');
const read = (name: string): string => readFileSync(packagePath('docs', 'adr', name), 'utf8');
const decisions = readdirSync(folder).filter((name) => name !== 'README.md').sort();

describe('the decisions', () => {
  test('are numbered in order, without a gap and each once', () => {
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
  });

  test('are all listed with their titles', () => {
    const list = decisions.map((name) => read(name).split('\n')[0]?.replace(/^# (\d+)\. (.+)$/, `$1. [$2](${name})`));
    expect(read('README.md').split('\n').filter((line) => /^\d/.test(line))).toEqual(list);
  });

  test('name every package that production needs', () => {
    const { dependencies } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { dependencies: Readonly<Record<string, string>> };
    const parts = read('0006-parts.md');
    const short = (name: string): string => name.replace(/^@opentelemetry\//, '');
    expect(Object.keys(dependencies).filter((name) => !parts.includes(short(name)))).toEqual([]);
  });
});
