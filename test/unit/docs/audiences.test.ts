import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { audienceOf, EVERYBODY, mayLeave, maySee, type AudienceWord, type Reader } from '../../../schema/audience.js';
import { packagePath } from '../../../schema/package-path.js';

/* The decision table of docs/audiences.md, held to what decides. */

const text = readFileSync(packagePath('docs', 'audiences.md'), 'utf8');
const rows = [...text.matchAll(/^\| `([A-Z]+)` \|(.+)\|$/gm)].map(([, word = '', cells = '']) => [word as AudienceWord, cells.split('|').map((cell) => cell.trim())] as const);
const [OWNER, NAMED, OTHER] = ['310000', '330000', 'MOT'].map((code): Reader => ({ authorities: [code] })) as [Reader, Reader, Reader];
const yesNo = (holds: boolean): string => (holds ? 'yes' : 'no');

describe('docs/audiences.md', () => {
  test('has a row for each audience', () => {
    expect(rows.map(([word]) => word)).toEqual(['PUBLIC', 'MEMBER', 'NAMED', 'OWNER']);
  });

  test.each(rows)('%s is for whom its row says, and goes where it says', (word, cells) => {
    const audience = audienceOf({ audience: word, named: ['330000'] });
    const seen = [EVERYBODY, OTHER, NAMED, OWNER].map((reader) => yesNo(maySee(reader, '310000', audience)));
    expect([...seen, yesNo(mayLeave(audience))]).toEqual(cells);
  });

  test.each(rows)('of core data %s says nothing', (word) => {
    expect(audienceOf({ audience: word, named: ['330000'], grade: 'CORE' })).toEqual(audienceOf({ audience: 'OWNER' }));
  });
});
