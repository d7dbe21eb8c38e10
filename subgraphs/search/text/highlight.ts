import { foldText } from './fold-text.js';
import { visitRuns } from './runs.js';
import { wordForm } from './word-form.js';
import { CJK, characterClass, WORD } from './character-class.js';

/** Stand before and after a found word in a fragment: private characters, so that plain text stays plain text. */
export const FOUND_START = '\uE000';
export const FOUND_END = '\uE001';

type Span = readonly [start: number, end: number];

const BEFORE = 30;
const AFTER = 60;
const MOST_FRAGMENTS = 3;
const LONGEST_WORD = 30;
const MARKS = /[\uE000\uE001]/g;

/** The whole of `text` with the found words marked; null where none is in it. */
export function highlightWhole(text: string, found: readonly string[]): string | null {
  const plain = text.replace(MARKS, '');
  const spans = findWords(plain, found);
  return spans.length > 0 ? marked(plain, [0, plain.length], spans) : null;
}

/** Up to three pieces of a long text around the found words. */
export function highlightFragments(text: string, found: readonly string[]): readonly string[] {
  const plain = text.replace(MARKS, '');
  const spans = findWords(plain, found);
  const windows: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = windows.at(-1);
    if (last && start - BEFORE <= last[1]) last[1] = Math.max(last[1], Math.min(end + AFTER, last[0] + 3 * (BEFORE + AFTER)));
    else if (windows.length < MOST_FRAGMENTS) windows.push([Math.max(0, start - BEFORE), end + AFTER]);
    else break;
  }
  return windows.map(([start, end]) => marked(plain, [wholeCharacter(plain, wholeWord(plain, start, -1)), wholeCharacter(plain, wholeWord(plain, Math.min(end, plain.length), 1))], spans));
}

function marked(text: string, [from, to]: Span, spans: readonly Span[]): string {
  let fragment = '';
  let at = from;
  for (const [start, end] of spans) {
    if (start < at || end > to) continue;
    fragment += text.slice(at, start) + FOUND_START + text.slice(start, end) + FOUND_END;
    at = end;
  }
  return fragment + text.slice(at, to);
}

/** Moves an index out of the middle of a surrogate pair. */
const wholeCharacter = (text: string, index: number): number => (index > 0 && (text.charCodeAt(index) & 0xfc00) === 0xdc00 ? index - 1 : index);

/** Moves an index out of the middle of a number or Latin word, outwards; one that is longer than words are is cut where it is. */
function wholeWord(text: string, index: number, step: 1 | -1): number {
  let at = index;
  while (isInsideWord(text, at)) {
    at += step;
    if (Math.abs(at - index) > LONGEST_WORD) return index;
  }
  return at;
}

const isInsideWord = (text: string, index: number): boolean =>
  index > 0 && index < text.length && isWord(text, index - 1) && isWord(text, index);

const isWord = (text: string, index: number): boolean => characterClass(text, index) === WORD;

/** Where words of `found` (folded) stand in `text`, in order, neighbours joined. */
function findWords(text: string, found: readonly string[]): readonly Span[] {
  const { folded, origins } = foldWithOrigins(text);
  const spans: Span[] = [];
  const words = new Set(found.filter((word) => characterClass(word, 0) !== CJK).map(wordForm));
  for (const word of found) {
    if (characterClass(word, 0) !== CJK) continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) spans.push([at, at + word.length]);
  }
  if (words.size > 0) findNames(folded, words, spans);
  return joined(spans).map(([start, end]) => [origins[start] as number, origins[end] as number]);
}

/** Words of letters and digits are found as a whole, and names of several parts (`PM2.5`) as one. */
function findNames(folded: string, words: ReadonlySet<string>, spans: Span[]): void {
  let name = '';
  let nameStart = 0;
  const nothing = (): void => undefined;
  visitRuns(folded, {
    cjk: nothing,
    word: (start, end, isJoined) => {
      const word = folded.slice(start, end);
      if (!isJoined) nameStart = start;
      name = isJoined ? name + word : word;
      if (words.has(wordForm(word)) && word.length > 1) spans.push([start, end]);
      if (words.has(name)) spans.push([nameStart, end]);
    },
  });
}

function joined(spans: Span[]): readonly Span[] {
  const result: [number, number][] = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** The folded text, and for each of its code units (and its end) where it comes from. */
function foldWithOrigins(text: string): { readonly folded: string; readonly origins: readonly number[] } {
  let folded = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const form = foldText(character);
    for (let unit = 0; unit < form.length; unit++) origins.push(at);
    folded += form;
    at += character.length;
  }
  origins.push(at);
  return { folded, origins };
}
