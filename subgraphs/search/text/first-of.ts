/** The first `characters` of a text, none of them cut in two. */
export function firstOf(text: string, characters: number): string {
  if (text.length <= characters) return text;
  let end = 0;
  for (let left = characters; left > 0 && end < text.length; left--) end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}
