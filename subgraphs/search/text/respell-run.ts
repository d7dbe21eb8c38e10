import { homophonesOf } from './homophones.js';
import type { Lexicon } from './lexicon/lexicon.js';
import type { WordSplitter } from './split-words.js';

/** Another way to write a run of Chinese characters. */
export interface RunRespelling {
  readonly text: string;
  /** The word of it that was not there before. */
  readonly word: string;
}

const SHORTEST = 2;
/** Nobody mistypes a whole page, and each character has some fifty homophones. */
const LONGEST = 16;
const LONGEST_TERM = 8;
/** Those with the fewest words: each is looked up. */
const MOST = 8;
const HAN = /^\p{Script=Han}+$/u;
/** What a character that is no word with its neighbours counts as. */
const LOOSE = 2;

interface Known {
  readonly terms: ReadonlySet<string>;
  /** Terms of three characters or more by what is left of them where one is forgotten. */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Makes the function that writes a run of Chinese characters otherwise: one character as another that sounds alike, two the other
 * way round, or one more where a term of the lexicon has it. Only what makes fewer words of it is told, the fewest first:
 * a run that is all words is left as it is, whether or not anything is found by it.
 */
export function createRunRespeller(splitter: WordSplitter, lexicon: Lexicon): (run: string) => readonly RunRespelling[] {
  let known: Known | null = null;
  return (run) => {
    if (run.length < SHORTEST || run.length > LONGEST || !HAN.test(run)) return [];
    known ??= knownOf(lexicon);
    const { terms, lacking } = known;
    const now = costOf(piecesOf(run, splitter, terms));
    if (now <= 1) return [];
    const better = new Map<string, RunRespelling & { readonly cost: number }>();
    for (const { text, at } of variantsOf(run, lacking)) {
      if (better.has(text)) continue;
      const pieces = piecesOf(text, splitter, terms);
      const cost = costOf(pieces);
      const changed = pieces.find(({ start, end }) => start <= at && at < end) as Piece;
      if (cost < now && changed.end - changed.start > 1) better.set(text, { text, word: text.slice(changed.start, changed.end), cost });
    }
    return [...better.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST).map(({ text, word }) => ({ text, word }));
  };
}

function knownOf({ synonyms }: Lexicon): Known {
  const terms = new Set([...synonyms.values()].flat().map(({ pieces }) => pieces.join('')).filter((term) => HAN.test(term) && term.length >= SHORTEST && term.length <= LONGEST_TERM));
  const lacking = new Map<string, string[]>();
  for (const term of terms) {
    if (term.length < 3) continue;
    for (let at = 0; at < term.length; at++) {
      const rest = term.slice(0, at) + term.slice(at + 1);
      lacking.set(rest, [...(lacking.get(rest) ?? []), term]);
    }
  }
  return { terms, lacking };
}

/** The run with one change, and where that is. */
function* variantsOf(run: string, lacking: Known['lacking']): Generator<{ readonly text: string; readonly at: number }> {
  for (let at = 0; at < run.length; at++) {
    const [before, character, after] = [run.slice(0, at), run[at] as string, run.slice(at + 1)];
    for (const other of homophonesOf(character)) yield { text: before + other + after, at };
    const [next] = after;
    if (next !== undefined && next !== character) yield { text: before + next + character + after.slice(1), at };
    for (let end = at + 2; end <= Math.min(run.length, at + LONGEST_TERM - 1); end++) for (const term of lacking.get(run.slice(at, end)) ?? []) yield { text: before + term + run.slice(end), at };
  }
}

/** The run as terms of the lexicon, each the longest at its place and of whole words, and words. */
function piecesOf(run: string, splitter: WordSplitter, terms: ReadonlySet<string>): readonly Piece[] {
  const ends: number[] = [];
  for (const word of splitter.words(run)) ends.push((ends.at(-1) ?? 0) + word.length);
  const pieces: Piece[] = [];
  for (let start = 0; start < run.length; ) {
    const end = ends.filter((one) => one > start && (one === ends.find((first) => first > start) || terms.has(run.slice(start, one)))).at(-1) as number;
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

const costOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { start, end }) => sum + (end - start > 1 ? 1 : LOOSE), 0);
