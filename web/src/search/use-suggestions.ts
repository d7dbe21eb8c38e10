import { useEffect, useState } from 'preact/hooks';
import operation from '../../operations/suggest.graphql';
import type { SuggestAnswer } from '../api/answers.js';
import { ask } from '../api/ask.js';

/** So long a reader pauses before anything is asked. */
export const PAUSE_MILLIS = 200;

/**
 * What begins with what was typed. An older answer does not replace a newer one, nor that of an emptied field.
 *
 * @param typed null: nothing is offered
 */
export function useSuggestions(typed: string | null): readonly string[] {
  const [offered, setOffered] = useState<readonly string[]>([]);
  const prefix = typed?.trim() ?? '';
  useEffect(() => {
    if (prefix === '') {
      setOffered([]);
      return undefined;
    }
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      ask<SuggestAnswer>(operation, { prefix }, leaving.signal)
        .then(({ data }) => setOffered([...new Set((data?.suggest ?? []).map(({ text }) => text))].filter((text) => text !== prefix)))
        .catch(() => undefined);
    }, PAUSE_MILLIS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [prefix]);
  return offered;
}
