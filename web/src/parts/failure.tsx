import type { CatalogError } from '../api/ask.js';
import { say } from '../words/say.js';
import type { Word } from '../words/words.js';

const ADVICE: Readonly<Record<string, Word>> = { UNREACHABLE: 'errorUnreachable', INDEX_UNAVAILABLE: 'errorIndex', RATE_LIMITED: 'errorRate' };

/** Codes whose message tells more than advice would: what was asked is wrong. */
const OWN_WORDS: ReadonlySet<string> = new Set(['BAD_INPUT', 'BAD_USER_INPUT', 'BAD_CURSOR', 'OPERATION_TOO_LARGE', 'UNKNOWN_DOCUMENT', 'GRAPHQL_VALIDATION_FAILED']);

/** That something could not be shown, why, and what can be done. */
export function Failure({ error, again }: { readonly error: CatalogError; readonly again: () => void }) {
  const code = error.extensions?.code ?? 'INTERNAL';
  return (
    <div class="notice failure" role="alert">
      <strong>{say('errorTitle')}</strong>
      <p>{OWN_WORDS.has(code) ? error.message : say(ADVICE[code] ?? 'errorBusy')}</p>
      <p class="about">
        {say('errorCode', { x: code })}
        {error.extensions?.requestId ? ` · ${error.extensions.requestId}` : ''}
      </p>
      <button type="button" onClick={again}>
        {say('again')}
      </button>
    </div>
  );
}
