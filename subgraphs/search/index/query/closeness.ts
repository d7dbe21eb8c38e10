import type { PublishedDocument } from '../../model/published-document.js';
import { foldText } from '../../text/fold-text.js';
import { visitRuns } from '../../text/runs.js';
import { wordForm } from '../../text/word-form.js';
import type { IndexMatch } from '../search-index.js';

/** What each can add to a score, as a share of it. Chosen on the half `tune` of test/relevance; all stand on a plateau. */
const FOLLOWING_WEIGHT = 0.2;
const OFTEN_WEIGHT = 0.3;
const EARLY_WEIGHT = 0.4;
/** Occurrences that say as much as any more: nobody gains by repeating a word. */
const OFTEN = 3;
/** Words after which the beginning of a description is half as near. */
const EARLY = 30;
/** Characters of a description that are looked at: what it is about is said there. */
export const LOOKED_AT_CHARACTERS = 2_000;

/** Bytes of a document that is read for each of the best hits of a search. */
export const SHORT_DOCUMENT = 65_536;

/** The texts of a record that are looked at. */
export interface LookedTexts {
  readonly titles: readonly string[];
  readonly description: string;
}

/** The texts of a document that are looked at. */
export const lookedTextsOf = (titles: readonly string[], { descriptions, items }: Pick<PublishedDocument, 'descriptions' | 'items'>): LookedTexts => ({
  titles,
  description: [...descriptions.map(({ text }) => text), ...items].join(' ').slice(0, LOOKED_AT_CHARACTERS),
});

/** The same as they are compared. */
export interface FoldedTexts {
  /** Asked for where titles count. */
  readonly titles: () => readonly string[];
  readonly description: string;
}

/** A description as it is compared, as far as it is looked at. */
export const foldedDescription = (description: string): string => foldText(description.slice(0, LOOKED_AT_CHARACTERS));

/** A word by its stem, or one CJK character. */
interface Token {
  readonly token: string;
  readonly isCjk: boolean;
}

/** A word, or two neighbouring CJK characters. */
type Unit = readonly [first: string, second?: string];

interface Sought {
  readonly units: readonly Unit[];
  /** Neighbours that are not both CJK: that those stand together is asked by the index itself. */
  readonly neighbours: readonly Unit[];
  readonly tokens: SoughtTokens;
}

interface SoughtTokens {
  /** By their code points. */
  readonly characters: ReadonlyMap<number, string>;
  readonly words: ReadonlySet<string>;
  /** The first code units of the words: no stem begins otherwise than its word. */
  readonly initials: ReadonlySet<number>;
}

/** Where each of the sought tokens stands in a text, in rising order. */
type Places = ReadonlyMap<string, readonly number[]>;

/**
 * Makes the function that says how closely a record has what a query asks for: whether words that follow each other there do
 * so here, how often they stand in the description, and how early. The index keeps none of it, so it is read from the texts of
 * the few records that have the best scores by their words.
 *
 * @returns 0 to 0.9: what is to be added to a score, as a share of it
 */
export function closenessTo(query: string): (texts: LookedTexts, matches: readonly IndexMatch[]) => number {
  const closeness = closenessOfFolded(query);
  return ({ titles, description }, matches) => closeness({ titles: () => titles.map(foldText), description: foldedDescription(description) }, matches);
}

/** The same of texts that are folded already. */
export function closenessOfFolded(query: string): (texts: FoldedTexts, matches: readonly IndexMatch[]) => number {
  const known = new Map<string, Sought>();
  const folded = foldText(query);
  return (texts, matches) => {
    const asked = matches.reduce((text, match) => text.replace(foldText(match.asked), () => ` ${foldText(match.found)} `).replaceAll(/ +/g, ' '), folded);
    const sought = known.get(asked) ?? soughtIn(asked);
    known.set(asked, sought);
    return closeness(sought, texts);
  };
}

function soughtIn(folded: string): Sought {
  const sequence = sequenceOf(folded);
  const pairs = sequence.flatMap((one, index) => {
    const next = sequence[index + 1];
    return next ? [{ pair: [one.token, next.token] as const, areCjk: one.isCjk && next.isCjk }] : [];
  });
  const words = sequence.filter(({ isCjk }) => !isCjk).map(({ token }) => [token] as const);
  return {
    units: [...pairs.filter(({ areCjk }) => areCjk).map(({ pair }) => pair), ...words],
    neighbours: pairs.filter(({ areCjk }) => !areCjk).map(({ pair }) => pair),
    tokens: soughtTokens(sequence),
  };
}

function soughtTokens(sequence: readonly Token[]): SoughtTokens {
  const words = sequence.filter(({ isCjk }) => !isCjk).map(({ token }) => token);
  return {
    characters: new Map(sequence.filter(({ isCjk }) => isCjk).map(({ token }) => [token.codePointAt(0) as number, token])),
    words: new Set(words),
    initials: new Set(words.map((word) => word.charCodeAt(0))),
  };
}

function closeness({ units, neighbours, tokens }: Sought, { titles, description }: FoldedTexts): number {
  if (units.length === 0) return 0;
  const inDescription = placesIn(description, tokens);
  const fields = neighbours.length === 0 ? [] : [inDescription, ...titles().map((title) => placesIn(title, tokens))];
  const following = neighbours.filter((pair) => fields.some((places) => placesOf(pair, places).length > 0)).length / Math.max(1, neighbours.length);
  const found = units.map((unit) => placesOf(unit, inDescription));
  const often = mean(found.map(({ length }) => Math.min(OFTEN, length) / OFTEN));
  const early = mean(found.map(([first]) => (first === undefined ? 0 : EARLY / (EARLY + first))));
  return FOLLOWING_WEIGHT * following + OFTEN_WEIGHT * often + EARLY_WEIGHT * early;
}

function placesOf([first, second]: Unit, places: Places): readonly number[] {
  const starts = places.get(first) ?? [];
  if (second === undefined) return starts;
  const seconds = new Set(places.get(second));
  return starts.filter((place) => seconds.has(place + 1));
}

function placesIn(folded: string, { characters, words, initials }: SoughtTokens): Places {
  const places = new Map<string, number[]>();
  let place = 0;
  const found = (token: string): void => {
    const known = places.get(token);
    if (known) known.push(place);
    else places.set(token, [place]);
  };
  visitRuns(folded, {
    cjk: (start, end) => {
      for (let at = start; at < end; place++) {
        const point = folded.codePointAt(at) as number;
        const token = characters.get(point);
        if (token !== undefined) found(token);
        at += point > 0xffff ? 2 : 1;
      }
    },
    word: (start, end) => {
      const token = initials.has(folded.charCodeAt(start)) ? wordForm(folded.slice(start, end)) : '';
      if (words.has(token)) found(token);
      place++;
    },
  });
  return places;
}

/** The words of a text in order. */
function sequenceOf(folded: string): readonly Token[] {
  const sequence: Token[] = [];
  visitRuns(folded, {
    cjk: (start, end) => {
      for (const token of folded.slice(start, end)) sequence.push({ token, isCjk: true });
    },
    word: (start, end) => sequence.push({ token: wordForm(folded.slice(start, end)), isCjk: false }),
  });
  return sequence;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
