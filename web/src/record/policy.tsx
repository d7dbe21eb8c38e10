import { say } from '../words/say.js';
import type { Word } from '../words/words.js';

/** Terms in ODRL, for those who read it. */
export function Policy({ policy, word }: { readonly policy: string; readonly word: Word }) {
  return (
    <details>
      <summary>{say(word)}</summary>
      <pre tabIndex={0}>{pretty(policy)}</pre>
    </details>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
