import type { Dictionary } from './dictionary.js';

/** Forms of a dictionary's texts, sorted, to find those that begin alike. It takes in what is new when it is asked. */
export class SortedTexts {
  readonly #formsOf: (text: string) => readonly string[];
  #sorted: (readonly [form: string, number: number])[] = [];
  #known = 0;

  constructor(formsOf: (text: string) => readonly string[]) {
    this.#formsOf = formsOf;
  }

  /** Numbers of the texts of which a form begins with `prefix`. */
  *beginningWith(prefix: string, dictionary: Dictionary): Generator<number> {
    this.#takeIn(dictionary);
    for (let at = this.#firstFrom(prefix); at < this.#sorted.length; at++) {
      const [form, number] = this.#sorted[at] as readonly [string, number];
      if (!form.startsWith(prefix)) return;
      yield number;
    }
  }

  #takeIn(dictionary: Dictionary): void {
    if (this.#known === dictionary.size) return;
    for (; this.#known < dictionary.size; this.#known++) for (const form of this.#formsOf(dictionary.text(this.#known))) this.#sorted.push([form, this.#known]);
    this.#sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  #firstFrom(prefix: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] as readonly [string, number])[0] < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
