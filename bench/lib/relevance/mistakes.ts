import { homophonesOf } from '../../../subgraphs/search/text/homophones.js';
import type { Random } from '../random.js';

export const MISTAKES = {
  'a Chinese character for another that sounds alike': alike,
  'two Chinese characters the other way round': swappedCharacters,
  'a Chinese character left out': (query: string, random: Random) => without(query, HAN, 4, random),
  'two words joined': (query: string) => changed(query, query.replace(/([a-z]{3,}) ([a-z]{3,})/, '$1$2')),
  'a word split': (query: string, random: Random) => inWord(query, random, (word, at) => `${word.slice(0, at)} ${word.slice(at)}`),
  'two letters the other way round': (query: string, random: Random) => inWord(query, random, (word, at) => word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1)),
  'a letter left out': (query: string, random: Random) => inWord(query, random, (word, at) => word.slice(0, at) + word.slice(at + 1)),
  'a letter doubled': (query: string, random: Random) => inWord(query, random, (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at)),
  'another letter': (query: string, random: Random) => inWord(query, random, (word, at) => word.slice(0, at) + random.pick([...LETTERS]) + word.slice(at + 1)),
} as const satisfies Record<string, (query: string, random: Random) => string | null>;

const HAN = /\p{Script=Han}/gu;
const LETTERS = 'aeiounrst';

const changed = (query: string, other: string): string | null => (other === query ? null : other);
const placesOf = (query: string, of: RegExp): readonly number[] => [...query.matchAll(of)].map(({ index }) => index);

/** One of its words of five letters or more written otherwise, behind its second letter; null where it has none. */
function inWord(query: string, random: Random, write: (word: string, at: number) => string): string | null {
  const words = [...query.matchAll(/[A-Za-z]{5,}/g)];
  if (words.length === 0) return null;
  const { 0: word, index } = random.pick(words);
  return changed(query, query.slice(0, index) + write(word, 2 + random.below(word.length - 3)) + query.slice(index + word.length));
}

function without(query: string, of: RegExp, least: number, random: Random): string | null {
  const places = placesOf(query, of);
  if (places.length < least) return null;
  const at = random.pick(places);
  return query.slice(0, at) + query.slice(at + 1);
}

function alike(query: string, random: Random): string | null {
  const places = placesOf(query, HAN).filter((at) => homophonesOf(query.charAt(at)).length > 0);
  if (places.length < 3) return null;
  const at = random.pick(places);
  return query.slice(0, at) + random.pick(homophonesOf(query.charAt(at))) + query.slice(at + 1);
}

function swappedCharacters(query: string, random: Random): string | null {
  const places = placesOf(query, /\p{Script=Han}(?=\p{Script=Han})/gu);
  if (places.length < 2) return null;
  const at = random.pick(places);
  return changed(query, query.slice(0, at) + query.charAt(at + 1) + query.charAt(at) + query.slice(at + 2));
}
