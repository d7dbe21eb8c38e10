// Lengths are bounded: of a text of nothing but openings, each would else be followed to the text's end.
const MARKDOWN = /!?\[([^\]]{0,2000})\]\(\s{0,10}(https?:[^)\s]{1,8000})[^)]{0,2000}\)/g;
const HTML_LINK = /<a\s[^>]{0,2000}?href\s{0,10}=\s{0,10}["']?(https?:[^"'>\s]+)/i;
const TAG = /<\/?[a-z][^>]{0,10000}>/gi;
const LOOSE = /https?:\/\/[^\s<>"')\]]+/;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };

/** The web address in a text: of a Markdown or HTML link, the text itself, or the first in its prose; spaces become %20. */
export function addressIn(text: string): string | undefined {
  const [, , markdown] = new RegExp(MARKDOWN.source).exec(text) ?? [];
  const candidate = markdown ?? HTML_LINK.exec(text)?.[1] ?? wholeAddress(text.trim()) ?? LOOSE.exec(text)?.[0].replace(/[.,;:]+$/, '');
  if (candidate === undefined || !URL.canParse(candidate)) return undefined;
  return /^[\x21-\x7e]+$/.test(candidate) && !/["<>]/.test(candidate) ? candidate : new URL(candidate).href;
}

/** A file name with spaces belongs to its address; a second address, or a line's end, does not. */
function wholeAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text) || /[\r\n<>]/.test(text)) return undefined;
  return text.match(/https?:\/\//gi)?.length === 1 ? text : undefined;
}

/** What a reader would see: links as their texts, no tags, single spaces. */
export function plainText(text: string): string {
  return text
    .replace(MARKDOWN, '$1')
    .replace(TAG, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
