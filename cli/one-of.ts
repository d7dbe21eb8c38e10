import { BadRequest } from './bad-request.js';

const plain = (word: string): string => word.toUpperCase().replaceAll('-', '_');

/** A word of an option as the schema spells it, however it was typed: `use-case` is USE_CASE. @throws BadRequest, with the words that there are */
export function oneOf<W extends string>(option: string, given: string, known: readonly W[]): W {
  const found = known.find((word) => plain(word) === plain(given));
  if (found === undefined) throw new BadRequest(`${option}: expected one of ${known.join(', ')} but got ${given}.`);
  return found;
}
