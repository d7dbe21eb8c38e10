/** More than any index has of either, and few enough that a sequence and what follows it are one whole number. */
const MOST = 2 ** 26;

/** Numbers sequences of numbers from 0 in the order in which they first come. */
export class Sequences {
  /** What a sequence and one number more come to. */
  readonly #longer = new Map<number, number>();
  /** The number of each that was asked for as a whole. */
  readonly #numbers: (number | undefined)[] = [undefined];
  readonly #known: (readonly number[])[] = [];
  #numbersInAll = 0;

  get size(): number {
    return this.#known.length;
  }

  /** How many numbers all sequences have together: what they take of the memory. */
  get numbersInAll(): number {
    return this.#numbersInAll;
  }

  number(sequence: readonly number[]): number {
    let at = 0;
    for (const value of sequence) {
      const key = at * MOST + value;
      const next = this.#longer.get(key);
      if (next !== undefined) at = next;
      else this.#longer.set(key, (at = this.#numbers.push(undefined) - 1));
    }
    return (this.#numbers[at] ??= this.#add(sequence));
  }

  #add(sequence: readonly number[]): number {
    this.#numbersInAll += sequence.length;
    return this.#known.push([...sequence]) - 1;
  }

  /** All sequences, each at its number. */
  get all(): readonly (readonly number[])[] {
    return this.#known;
  }
}
