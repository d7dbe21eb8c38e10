import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ERROR_CODES } from '../../../schema/errors.js';
import { packagePath } from '../../../schema/package-path.js';

/** Rows of the page's first table: what stands in their cells. */
const page = readFileSync(packagePath('docs', 'errors.md'), 'utf8');
const own = page.slice(0, page.indexOf("GraphQL's own codes"));
const rows = [...own.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|.*$/gm)].map(([, code = '', cause, action]) => ({ code, cause, action }));

describe('docs/errors.md', () => {
  test('has every code of schema/errors.ts, in its order, with what it means there', () => {
    expect(rows.map(({ code, cause }) => [code, cause])).toEqual(Object.entries(ERROR_CODES));
  });

  test('says what to do about each', () => {
    expect(rows.filter(({ action }) => (action ?? '').length < 20)).toEqual([]);
  });
});
