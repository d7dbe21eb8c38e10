import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, type Answer } from '../api/ask.js';
import { givenAnswer } from '../api/given-answers.js';

export interface Loaded<Data> extends Answer<Data> {
  /** Whether an answer is under way; what is shown meanwhile is the one before, of the same page. */
  readonly isLoading: boolean;
  /** Asks again. */
  readonly again: () => void;
}

const NOTHING: Answer<never> = { data: null, errors: [] };

/**
 * The answer to an operation, asked anew when its variables change.
 *
 * @param everyMillis asks again so often, as long as the page is in front
 */
export function useAnswer<Data>(text: string, variables: Readonly<Record<string, unknown>>, everyMillis?: number): Loaded<Data> {
  const key = JSON.stringify([text, variables]);
  const [given] = useState(() => givenAnswer<Data>(text, variables));
  const [answer, setAnswer] = useState<Answer<Data>>(given ?? NOTHING);
  const [isLoading, setLoading] = useState(given === undefined);
  const [turn, setTurn] = useState(0);
  const shown = useRef<string | null>(given ? key : null);

  useEffect(() => {
    // What is shown is not asked for again: it came with the page, or its reader is back before there was another.
    if (turn === 0 && shown.current === key) return setLoading(false);
    const leaving = new AbortController();
    setLoading(true);
    ask<Data>(text, variables, leaving.signal)
      .then((given) => {
        // What was heard stays to be seen while a poll fails; its errors are shown beside.
        setAnswer((before) => (given.data === null && shown.current === key ? { data: before.data, errors: given.errors } : given));
        shown.current = key;
        setLoading(false);
        settle();
      })
      .catch(() => undefined);
    return () => leaving.abort();
  }, [key, turn]);

  useEffect(() => {
    if (everyMillis === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setTurn((before) => before + 1);
    }, everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);

  return { ...answer, isLoading, again: () => setTurn((before) => before + 1) };
}

let settle: () => void = () => undefined;

/** Resolves with the first answer of the page. */
export const firstAnswer = new Promise<void>((resolve) => {
  settle = resolve;
});
