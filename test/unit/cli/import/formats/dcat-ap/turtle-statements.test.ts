import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { turtleStatements, withSlashesEscaped } from '../../../../../../cli/import/formats/dcat-ap/turtle-statements.js';

async function cut(text: string, sizes: readonly number[] = [1_000]): Promise<readonly [number, string][]> {
  async function* chunks() {
    for (let from = 0, index = 0; from < text.length; index += 1) {
      const size = sizes[index % sizes.length] as number;
      yield text.slice(from, from + size);
      from += size;
    }
  }
  const found: [number, string][] = [];
  for await (const { text: statement, line, isWhole } of turtleStatements(chunks(), 10_000)) found.push([line, `${statement.trim()}${isWhole ? '' : '…'}`]);
  return found;
}

const PARTS = ['<urn:a.b> ', 'ex:a.b ', '"a . b" ', "'it\\'s. ' ", '"""a\n" . ""b""" ', "'''\\''' . ''' ", '"""ends""""" ', '1.5 ', '# a . comment "\n', '\n', '; ', '[ ] ', '"\\\\" ', 'ex:a\\.b '];

describe('the statements of Turtle', () => {
  test('end at a dot that is in no IRI, name, number, text or comment', async () => {
    expect(await cut('@prefix ex: <urn:x.y> .\nex:a.b ex:p "x. y" , 1.5 , """ . """ . # end . \n\n<urn:b><urn:p><urn:c>.<urn:d> <urn:p> \'.\'.')).toEqual([
      [1, '@prefix ex: <urn:x.y> .'],
      [2, 'ex:a.b ex:p "x. y" , 1.5 , """ . """ .'],
      [4, '# end . \n\n<urn:b><urn:p><urn:c>.'],
      [4, "<urn:d> <urn:p> '.'."],
    ]);
  });

  test('are the same however the text comes in', async () => {
    const text = fc.array(fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 8 }).map((parts) => `<urn:s> ${parts.join('')}\n. `), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), async (whole, sizes) => {
        const statements = await cut(whole);
        expect(await cut(whole, sizes)).toEqual(statements);
        expect(statements).toHaveLength(whole.split('<urn:s>').length - 1);
      }),
      { numRuns: 500 },
    );
  });

  test('one that never ends is told apart', async () => {
    expect(await cut('<urn:a> <urn:p> 1 . <urn:b> "a . b')).toEqual([[1, '<urn:a> <urn:p> 1 .'], [1, '<urn:b> "a . b…']]);
    expect(await cut('<urn:a> <urn:p> 1 . # rest')).toHaveLength(1);
  });

  test('slashes are escaped in names only', () => {
    expect(withSlashesEscaped('ex:a/b <urn:a/b> "a/b" # a/b\n ex:a\\/b/c .')).toBe('ex:a\\/b <urn:a/b> "a/b" # a/b\n ex:a\\/b\\/c .');
  });
});
