/** What search engines take of a description: shorter or longer ones are refused. */
export const SHORTEST = 50;
export const LONGEST = 5_000;

const ENDS = /[。！？.!?；;\n]/;

/**
 * A description of 50 to 5,000 characters. One that is too short is followed by facts of the record, one after the other,
 * until it is long enough; one that is too long is cut behind its last whole sentence, or where there is none within the
 * last fifth, at the limit, and ends with `…`.
 *
 * @param facts sentences about the record, the more telling first
 */
export function describe(text: string | undefined, facts: readonly string[]): string {
  let described = text ?? '';
  for (const fact of facts) {
    if (length(described) >= SHORTEST) break;
    described = described === '' ? fact : `${described}${ENDS.test(described.at(-1) ?? '') ? '' : '。'}${fact}`;
  }
  return length(described) > LONGEST ? cut(described) : described;
}

/** Characters as people count them, not UTF-16 code units. */
const length = (text: string): number => (text.length < SHORTEST || text.length > LONGEST * 2 ? text.length : [...text].length);

function cut(text: string): string {
  const characters = [...text.slice(0, LONGEST * 2)].slice(0, LONGEST - 1);
  const end = characters.findLastIndex((character) => ENDS.test(character));
  return `${characters.slice(0, end >= LONGEST * 0.8 ? end + 1 : characters.length).join('')}…`;
}
