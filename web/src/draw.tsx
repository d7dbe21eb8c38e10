import { renderToString } from 'preact-render-to-string';
import { giveAnswers, missingAnswers, type AskedOperation, type GivenAnswer } from './api/given-answers.js';
import { App } from './app.js';
import { forgetNames } from './state/authority-names.js';
import { lang, type Lang } from './state/language.js';
import { route, standAt } from './state/router.js';
import { feedAddress, readSearch } from './state/search-state.js';
import { forgetPage, toldPage, type ToldPage } from './state/title.js';

export { keyOf } from './api/given-answers.js';

/** A page as an address says it. */
export interface PageView {
  readonly path: string;
  /** With its `?`; empty where there is nothing behind one. */
  readonly search: string;
  readonly lang: Lang;
}

export interface DrawnPage extends ToldPage {
  /** What stands in `#app`. */
  readonly html: string;
  /** The feed of what it lists, as a path; null of a page that lists nothing. */
  readonly feed: string | null;
  /** What it would ask: drawn again with the answers, it shows them. */
  readonly asks: readonly AskedOperation[];
}

/** Draws a page without a browser: what main.tsx takes over as it stands. */
export function drawPage(view: PageView, answers: readonly GivenAnswer[]): DrawnPage {
  forgetNames();
  forgetPage();
  standAt(view.path, view.search);
  lang.value = view.lang;
  giveAnswers(answers);
  const html = renderToString(<App />);
  return { html, ...toldPage(), feed: feedOf(view), asks: missingAnswers() };
}

function feedOf({ search, lang: asked }: PageView): string | null {
  if (route.value.page === 'search') return feedAddress(readSearch(search), asked);
  return route.value.page === 'authority' ? feedAddress(readSearch(`?${new URLSearchParams({ authorities: route.value.code }).toString()}`), asked) : null;
}
