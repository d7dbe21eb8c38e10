import { effect, signal } from '@preact/signals';

export type Lang = 'ZH' | 'EN';

const KEPT = 'ucat-lang';

/** What the address says, else what the reader chose before, else what the gateway read from the browser's languages. */
function first(): Lang {
  const said = new URLSearchParams(location.search).get('lang')?.toUpperCase() ?? keptValue(KEPT);
  if (said === 'EN' || said === 'ZH') return said;
  return document.documentElement.lang.startsWith('en') ? 'EN' : 'ZH';
}

/** The language of the page and of its answers. */
export const lang = signal<Lang>(first());

export function chooseLang(chosen: Lang): void {
  keep(KEPT, chosen);
  const url = new URL(location.href);
  url.searchParams.set('lang', chosen);
  history.replaceState(history.state, '', url);
  lang.value = chosen;
}

effect(() => {
  document.documentElement.lang = lang.value === 'EN' ? 'en' : 'zh-CN';
});

/** A browser may keep nothing: then a choice holds for the page. */
export function keptValue(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
}
