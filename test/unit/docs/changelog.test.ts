import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { CONTRACT_VERSION } from '../../../schema/contract-version.js';
import { releasedContracts } from '../../../schema/contract/released-contracts.js';
import { packagePath } from '../../../schema/package-path.js';

const text = readFileSync(packagePath('CHANGELOG.md'), 'utf8');

describe('CHANGELOG.md', () => {
  test('has every contract that was released, with its day, and the present one, the newest first', () => {
    const rows = [...text.matchAll(/^\| (\d+\.\d+) \| ([^|]+) \|/gm)].map(([, version, day]) => [version, day] as const);
    const released = releasedContracts().map(({ version }) => version);
    const all = released.includes(CONTRACT_VERSION) ? released : [...released, CONTRACT_VERSION];
    expect(rows.map(([version]) => version)).toEqual([...all].reverse());
    for (const [version, day] of rows) expect(day).toMatch(released.includes(version ?? '') ? /^\d{4}-\d\d-\d\d$/ : /^not yet$/);
  });

  test('keeps a changelog: its sections are those of the form', () => {
    const sections = [...text.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
    expect(sections.filter((name) => !['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'].includes(name ?? ''))).toEqual([]);
    expect(text).toMatch(/^## (?:Unreleased|\[?\d+\.\d+\.\d+\]? - \d{4}-\d\d-\d\d)$/m);
  });
});
