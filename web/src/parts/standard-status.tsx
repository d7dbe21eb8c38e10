import { say } from '../words/say.js';
import type { Word } from '../words/words.js';

const WORDS: Readonly<Record<string, Word>> = { UPCOMING: 'UPCOMING', CURRENT: 'CURRENT_STANDARD', WITHDRAWN: 'WITHDRAWN_STANDARD' };

/** Whether a standard is in force; a word of a later contract as it is. */
export function StandardStatus({ status }: { readonly status: string }) {
  const word = WORDS[status];
  return <span class={`tag standard-${status}`}>{word ? say(word) : status}</span>;
}
