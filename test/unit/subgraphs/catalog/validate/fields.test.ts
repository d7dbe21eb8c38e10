import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { packagePath } from '../../../../../schema/package-path.js';
import { FIELDS } from '../../../../../subgraphs/catalog/validate/fields.js';

describe('what a dataset must have', () => {
  test('is exactly what ADR 8 says, beside the condition of a share type', () => {
    const adr = readFileSync(packagePath('docs', 'adr', '0008-what-a-dataset-must-have.md'), 'utf8');
    const [, row] = /^\| 政务信息资源目录编制指南[^|]*\|([^|]*)\|/m.exec(adr) ?? [];
    const told = [...(row ?? '').matchAll(/`([a-zA-Z]+)`/g)].map(([, name]) => name);
    const required = Object.entries(FIELDS).filter(([, rule]) => rule.required.includes('DATASET')).map(([name]) => name);
    expect(told.sort()).toEqual([...required, 'shareCondition'].sort());
  });
});
