import { foldText } from '../fold-text.js';
import { visitRuns } from '../runs.js';
import { wordForm } from '../word-form.js';

/** What a deployment says about words, in folded form. */
export interface Lexicon {
  /** Words of its own, for splitting Chinese. */
  readonly words: readonly string[];
  /** Words that need not occur where others do. */
  readonly stopWords: ReadonlySet<string>;
  /** Words that need not occur either, but rank what has them first. */
  readonly lightWords: ReadonlySet<string>;
  /** Ways to say the same, by the pieces of the term that may be asked for. */
  readonly synonyms: Synonyms;
}

/** A way to say the same as a term. */
export interface Synonym {
  /** Folded. */
  readonly text: string;
  /** How much it is worth beside the term itself. */
  readonly worth: number;
}

/** A term with its synonyms. */
export interface SynonymEntry {
  readonly pieces: readonly string[];
  readonly synonyms: readonly Synonym[];
}

/** Entries by the first piece of their term, the longest first. */
export type Synonyms = ReadonlyMap<string, readonly SynonymEntry[]>;

export const EMPTY_LEXICON: Lexicon = { words: [], stopWords: new Set(), lightWords: new Set(), synonyms: new Map() };

/** A piece of a folded text: one CJK character, or one word by its form. */
export interface Piece {
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

/** The pieces by which terms are compared: `空气 quality` is 空, 气, `qualiti`. */
export function piecesOf(folded: string): readonly Piece[] {
  const pieces: Piece[] = [];
  visitRuns(folded, {
    cjk: (start, end) => {
      let at = start;
      for (const character of folded.slice(start, end)) {
        pieces.push({ form: character, start: at, end: at + character.length });
        at += character.length;
      }
    },
    word: (start, end) => pieces.push({ form: wordForm(folded.slice(start, end)), start, end }),
  });
  return pieces;
}

/** The English words that terms are made of, as they are written. */
export const englishWordsOf = ({ synonyms }: Lexicon): ReadonlySet<string> =>
  new Set([...synonyms.values()].flat().flatMap((entry) => entry.synonyms).flatMap(({ text }) => text.match(/(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])/g) ?? []));

/** Synonyms of each member of each group: all others of it. */
export function synonymsOf(groups: readonly SynonymGroup[]): Synonyms {
  const entries = new Map<string, { readonly pieces: readonly string[]; readonly synonyms: Map<string, number> }>();
  for (const { asked, also, worth } of groups) {
    for (const term of asked.map(foldText)) {
      const pieces = piecesOf(term).map(({ form }) => form);
      if (pieces.length === 0) continue;
      const key = pieces.join(' ');
      const entry = entries.get(key) ?? { pieces, synonyms: new Map<string, number>() };
      entries.set(key, entry);
      for (const other of also.map(foldText)) {
        if (piecesOf(other).map(({ form }) => form).join(' ') !== key) entry.synonyms.set(other, Math.max(worth, entry.synonyms.get(other) ?? 0));
      }
    }
  }
  return byFirstPiece([...entries.values()].map(({ pieces, synonyms }) => ({ pieces, synonyms: [...synonyms].map(([text, worth]) => ({ text, worth })) })));
}

/** Who asks for one of `asked` is also given what has one of `also`. */
export interface SynonymGroup {
  readonly asked: readonly string[];
  readonly also: readonly string[];
  readonly worth: number;
}

function byFirstPiece(entries: readonly SynonymEntry[]): Synonyms {
  const found = new Map<string, SynonymEntry[]>();
  for (const entry of entries) {
    const first = entry.pieces[0] as string;
    const others = found.get(first) ?? [];
    found.set(first, others);
    others.push(entry);
  }
  for (const others of found.values()) others.sort((a, b) => b.pieces.length - a.pieces.length);
  return found;
}
