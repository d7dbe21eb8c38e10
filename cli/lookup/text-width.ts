/** Characters that a terminal shows two columns wide (Unicode's East Asian Width, W and F). */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export const textWidth = (text: string): number => [...text].reduce((sum, character) => sum + widthOf(character), 0);

const widthOf = (character: string): number => (WIDE.test(character) ? 2 : 1);

/** The text with spaces behind it up to a width; where it is longer, as much of it as leaves a space behind its `…`. */
export function padded(text: string, width: number): string {
  const shown = cutTo(text, width - 1);
  return shown + ' '.repeat(width - textWidth(shown));
}

/** The text, or as much of it as fits before a `…`. */
export function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let taken = 1;
  for (const character of text) {
    taken += widthOf(character);
    if (taken > width) break;
    kept += character;
  }
  return `${kept}…`;
}
