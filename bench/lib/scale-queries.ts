import { place, zipfWord } from './generated-corpus.js';
import { randomNumbers } from './random.js';

/** Selective: below 1,000 hits. Medium: below 50,000. Broad: the rest. */
export type Width = 'selective' | 'medium' | 'broad';
const WIDTHS: readonly Width[] = ['selective', 'medium', 'broad'];
export type Queries = Readonly<Record<Width, readonly string[]>>;

/** Queries of each width, found by trying: a place and a thing are selective, a common word is broad. */
export async function chooseQueries(hitsOf: (query: string) => Promise<number>, searches: number): Promise<Queries> {
  const random = randomNumbers(42);
  const chosen: Record<Width, Set<string>> = { selective: new Set(), medium: new Set(), broad: new Set() };
  const wanted: Record<Width, number> = { selective: Math.ceil(searches * 0.6), medium: Math.ceil(searches * 0.3), broad: 40 };
  const shapes: readonly (() => string)[] = [() => `${place(random)} ${zipfWord(random)}`, () => place(random) + zipfWord(random), () => zipfWord(random) + zipfWord(random) + zipfWord(random), () => zipfWord(random) + zipfWord(random), () => zipfWord(random)];
  const lacking = (): boolean => WIDTHS.some((width) => chosen[width].size < wanted[width]);
  for (let tried = 0; tried < searches * 8 && lacking(); tried++) {
    const query = (shapes[tried % shapes.length] as () => string)();
    const total = await hitsOf(query);
    const width: Width = total < 1_000 ? 'selective' : total < 50_000 ? 'medium' : 'broad';
    if (total > 0 && chosen[width].size < wanted[width]) chosen[width].add(query);
  }
  return { selective: [...chosen.selective], medium: [...chosen.medium], broad: [...chosen.broad] };
}

/** 60 selective, 30 medium and 10 broad queries of each hundred. */
export function mixOf(queries: Queries, searches: number): readonly string[] {
  const take = (width: Width, n: number): string => queries[width][n % Math.max(1, queries[width].length)] ?? queries.selective[0] ?? '';
  return Array.from({ length: searches }, (_, n) => (n % 10 < 6 ? take('selective', n) : n % 10 < 9 ? take('medium', n) : take('broad', Math.floor(n / 10))));
}
