import { readDocument } from './published-document.js';

/** Characters that a model is given of a record: what most models take in at once. */
export const EMBEDDED_CHARACTERS = 600;

/** What a record is embedded by: its titles, its keywords, and the beginning of its descriptions. */
export function embeddedText(id: string, document: string): string {
  const { titles, keywords, descriptions } = readDocument(id, document);
  const text = [titles.map((title) => title.text).join(' / '), keywords.join(' '), descriptions.map((description) => description.text).join(' ')].filter(Boolean).join('\n');
  return text.slice(0, EMBEDDED_CHARACTERS).toWellFormed();
}
