import { BadWorkbook } from './archive.js';

/** No spreadsheet lets a cell have more than 32,767 characters. */
const MOST_CHARACTERS = 1_000_000;

/** Gathers the text of a rich text (`si`, `is`): of its `t` elements, but not the reading aids of `rPh`. */
export class CellText {
  #pieces: string[] = [];
  #length = 0;
  #inText = false;
  #inAid = false;

  open(name: string): void {
    if (name === 't') this.#inText = true;
    if (name === 'rPh') this.#inAid = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    if (name === 'rPh') this.#inAid = false;
  }

  add(piece: string): void {
    if (!this.#inText || this.#inAid) return;
    this.#length += piece.length;
    if (this.#length > MOST_CHARACTERS) throw new BadWorkbook(`Expected cells of at most ${String(MOST_CHARACTERS)} characters but one has more.`);
    this.#pieces.push(piece);
  }

  clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }

  take(): string {
    const text = unescapeCell(this.#pieces.join(''));
    this.clear();
    return text;
  }
}

/** Characters that XML can't hold are written `_x000D_` (ECMA-376, 22.9.2.19). */
const unescapeCell = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text;
