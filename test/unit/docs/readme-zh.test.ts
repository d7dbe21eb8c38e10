import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../schema/package-path.js';

/* The Chinese README says what the English one says: what programs read of it is the same. */

const read = (name: string): string => readFileSync(packagePath(name), 'utf8');
const [english, chinese] = [read('README.md'), read('README.zh.md')];

const blocks = (text: string): readonly string[] => text.match(/^```[^]*?^```$/gm) ?? [];
const prose = (text: string): string => text.replace(/^```[^]*?^```$/gm, '');
const levels = (text: string): readonly string[] => [...prose(text).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks);
const rows = (text: string): number => prose(text).match(/^\|/gm)?.length ?? 0;
const sorted = (found: Iterable<string>): readonly string[] => [...new Set(found)].sort();

/** Addresses of links, but for those from one to the other. */
const links = (text: string): readonly string[] => sorted([...prose(text).matchAll(/\]\(([^)]+)\)/g)].map(([, address = '']) => address).filter((address) => !address.startsWith('README.')));

/** Whatever stands as code: commands, settings, fields, paths. */
const code = (text: string): readonly string[] => sorted([...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, one = '']) => one));

describe('README.zh.md', () => {
  test('has the code blocks of README.md, each as it stands there and in its order', () => {
    expect(blocks(chinese)).toEqual(blocks(english));
  });

  test('has its commands, settings, fields and paths', () => {
    expect(code(chinese)).toEqual(code(english));
  });

  test('has its links, its sections and the rows of its tables', () => {
    expect(links(chinese)).toEqual(links(english));
    expect(levels(chinese)).toEqual(levels(english));
    expect(rows(chinese)).toBe(rows(english));
  });
});
