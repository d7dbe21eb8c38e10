/** Names that are told at most. */
const MOST = 3;

/** Those of `names` that one of `wanted` may have been meant for, the nearest first. */
export function nearNames(wanted: readonly string[], names: readonly string[]): readonly string[] {
  const others = names.filter((name) => !wanted.includes(name));
  const rated = others.map((name) => ({ name, distance: Math.min(...wanted.map((one) => distanceOf(plain(one), plain(name)))) }));
  return rated.filter(({ distance }) => distance < 0.5).sort((a, b) => a.distance - b.distance).slice(0, MOST).map(({ name }) => name);
}

/** Without what is easily overlooked: width, case, spaces, lines and hyphens. */
const plain = (name: string): string => name.slice(0, 100).normalize('NFKC').toLowerCase().replace(/[\s_-]+/gu, '');

/** From 0, where they are the same, to 1; a name that is part of the other is near to it. */
function distanceOf(one: string, other: string): number {
  if (one === other) return 0;
  if (one === '' || other === '') return 1;
  if (one.length > 1 && other.length > 1 && (one.includes(other) || other.includes(one))) return 0.25;
  return edits([...one], [...other]) / Math.max(one.length, other.length);
}

/** How many characters are to be put in, taken out or changed (Levenshtein). */
function edits(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of one.entries()) {
    const next = [index + 1];
    for (const [at, another] of other.entries()) {
      next.push(Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (letter === another ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
