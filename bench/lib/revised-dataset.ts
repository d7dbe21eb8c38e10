import { generatedDataset } from './generated-corpus.js';

type Document = Readonly<Record<string, unknown>>;

/** As far from all others as no bench has records. */
const OTHERS = 10_000_000;
/** Texts of which a revision takes over one, or all. */
const SOME = ['titles', 'keywords', 'modified'];
const ALL = [...SOME, 'descriptions', 'items', 'distributions', 'region', 'themes'];

/**
 * A later version of dataset number `n`: with another title and keywords, which is a fifth or so of its words, or with other texts
 * throughout.
 */
export function revisedDataset(n: number, share: 0 | 1, revision = 1): string {
  const [before, other] = [n, n + OTHERS * revision].map((number) => JSON.parse(generatedDataset(number).document) as Document) as [Document, Document];
  return JSON.stringify({ ...before, ...Object.fromEntries((share === 1 ? ALL : SOME).map((field) => [field, other[field]])) });
}
