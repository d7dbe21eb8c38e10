import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { packagePath } from '../../../schema/package-path.js';

type Listener = (event: object) => unknown;

/** As much of an element as the page uses. */
export class PageElement {
  [property: string]: unknown;
  readonly tag: string;
  readonly listeners = new Map<string, Listener>();
  children: readonly (PageElement | string)[] = [];
  hidden = false;

  constructor(tag: string) {
    this.tag = tag;
  }

  append(...more: readonly (PageElement | string)[]): void {
    this.children = [...this.children, ...more];
  }

  replaceChildren(...all: readonly (PageElement | string)[]): void {
    this.children = all;
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, listener);
  }

  querySelectorAll(): readonly PageElement[] {
    return [];
  }

  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }

  set textContent(text: string) {
    this.children = [text];
  }

  /** All elements below with a tag. */
  all(tag: string): readonly PageElement[] {
    return this.children.flatMap((child) => (typeof child === 'string' ? [] : [...(child.tag === tag ? [child] : []), ...child.all(tag)]));
  }
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Answers a request of the page with GraphQL's form; throws as `fetch` does where no answer comes. */
export type Answer = (asked: Asked) => Promise<object>;

/** The search page's own script, run over the elements that its page gives it. */
export function openPage(answer: Answer, search = '') {
  const elements = new Map(['facets', 'status', 'hits', 'more', 'suggestions', 'form'].map((id) => [id, new PageElement(id)]));
  const part = (id: string): PageElement => elements.get(id) as PageElement;
  const fields = { q: new PageElement('input'), lang: new PageElement('select') };
  part('form')['elements'] = fields;
  const context = {
    URL,
    URLSearchParams,
    FormData: class {
      *[Symbol.iterator]() {
        yield ['q', fields.q['value']];
      }
    },
    location: { search },
    history: { pushState: (_: unknown, __: unknown, url: string) => void (context.location.search = url) },
    addEventListener: () => undefined,
    document: {
      documentElement: new PageElement('html'),
      querySelector: () => part('form'),
      getElementById: part,
      createElement: (tag: string) => new PageElement(tag),
    },
    fetch: async (_: string, { body }: { readonly body: string }) => {
      const answered = await answer(JSON.parse(body) as Asked);
      return { json: async () => answered };
    },
  };
  runInNewContext(readFileSync(packagePath('web', 'search.js'), 'utf8'), context);
  return {
    part,
    search: (value: string) => {
      fields.q['value'] = value;
      part('form').listeners.get('submit')?.({ preventDefault: () => undefined });
    },
    type: (value: string) => fields.q.listeners.get('input')?.({ target: { value } }),
    more: () => part('more').listeners.get('click')?.({}),
  };
}
