import { signal } from '@preact/signals';

/** A page and what its address says of it. */
export type Route =
  | { readonly page: 'search' }
  | { readonly page: 'record'; readonly id: string }
  | { readonly page: 'authority'; readonly code: string }
  | { readonly page: 'federation' }
  | { readonly page: 'figures' };

/** The page of a path; null for what is no page of this script. */
export function routeOf(path: string): Route | null {
  const [, first = '', second, ...rest] = path.split('/');
  if (path === '/') return { page: 'search' };
  if (first === 'federation' || first === 'figures') return second === undefined ? { page: first } : null;
  if (first === 'id' && second) return { page: 'record', id: decoded(second) };
  if (first === 'authority' && second !== undefined) return { page: 'authority', code: decoded([second, ...rest].join('/')) };
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const route = signal<Route>({ page: 'search' });

/** What stands behind `?` in the address. */
export const query = signal('');

/** How often the reader has gone to another page, by a link or back and forth. */
export const visits = signal(0);

/** Goes to a page without a browser. */
export function standAt(path: string, search: string): void {
  route.value = routeOf(path) ?? { page: 'search' };
  query.value = search;
}

const read = (): void => standAt(location.pathname, location.search);

/** Goes to an address of this script. The language of the address stays. */
export function go(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href);
  const lang = new URLSearchParams(location.search).get('lang');
  if (lang !== null && !url.searchParams.has('lang')) url.searchParams.set('lang', lang);
  const samePage = url.pathname === location.pathname;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  read();
  if (samePage) return;
  visits.value++;
  scrollTo(0, 0);
}

/** Reads the address, and follows links inside the pages without loading a page anew. */
export function followLinks(): void {
  read();
  addEventListener('popstate', () => {
    read();
    visits.value++;
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin || !routeOf(link.pathname)) return;
    if (link.hash !== '' || new URLSearchParams(link.search).has('format')) return;
    event.preventDefault();
    go(link.href);
  });
}
