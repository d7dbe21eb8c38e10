/** The text is no JSON from here on. */
export class JsonBreak extends Error {
  override readonly name = 'JsonBreak';
  constructor(
    readonly line: number,
    expected: string,
    got: string | undefined,
  ) {
    super(`Expected ${expected}${got === undefined ? ', but the text ends' : ` but got ${JSON.stringify(got)}`}. What follows was not read.`);
  }
}

/** A value as it stands in a text, from its first character to its last; `text` is null where there is a problem with it. */
export interface CutValue {
  readonly line: number;
  readonly text: string | null;
  readonly problem: 'TOO_LARGE' | 'TOO_DEEP' | null;
}

export interface CutLimits {
  /** Most characters of a value that is kept. @default 16777216 */
  readonly characters?: number;
  /** How deep it may be nested. @default 200 */
  readonly depth?: number;
}

const SPACE = /[ \t\r\n]*/y;
const [QUOTE, BACKSLASH, OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = ['"', '\\', '{', '}', '[', ']'].map((character) => character.charCodeAt(0));
const ENDS_SCALAR = new Set([...',\n\r\t '].map((character) => character.charCodeAt(0)));

/** Goes through a JSON text (RFC 8259) that comes in pieces, a value at a time; memory holds the value at hand. */
export class JsonCursor {
  readonly #pieces: AsyncIterator<string>;
  readonly #most: Required<CutLimits>;
  #piece = '';
  #at = 0;
  #line = 1;
  #recorded: { text: string; line: number } | null = null;

  constructor(pieces: AsyncIterable<string>, { characters = 16 * 1024 * 1024, depth = 200 }: CutLimits = {}) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#most = { characters, depth };
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  /** Keeps what is passed from here on, as far as one value may go, until `stopRecording`. */
  startRecording(): void {
    this.#recorded = { text: '', line: this.#line };
  }

  stopRecording(): CutValue | null {
    const recorded = this.#recorded;
    this.#recorded = null;
    if (!recorded) return null;
    return recorded.text.length > this.#most.characters ? { line: recorded.line, text: null, problem: 'TOO_LARGE' } : { ...recorded, problem: null };
  }

  /** The next character that is no white space; undefined at the end. */
  async peek(): Promise<string | undefined> {
    for (;;) {
      SPACE.lastIndex = this.#at;
      SPACE.test(this.#piece);
      this.#passTo(SPACE.lastIndex);
      if (this.#at < this.#piece.length) return this.#piece[this.#at];
      if (!(await this.#refill())) return undefined;
    }
  }

  /** Passes one character. @throws JsonBreak where it is none of these */
  async expect(characters: string, what: string): Promise<string> {
    const found = await this.peek();
    if (found === undefined || !characters.includes(found)) throw new JsonBreak(this.#line, what, found);
    this.#passTo(this.#at + 1);
    return found;
  }

  /** Passes a member's name and its colon. @throws JsonBreak */
  async name(): Promise<string> {
    if ((await this.peek()) !== '"') throw new JsonBreak(this.#line, 'a member name in double quotes', await this.peek());
    const { text, line } = await this.cut();
    await this.expect(':', 'a colon');
    try {
      return JSON.parse(text ?? '""') as string;
    } catch {
      throw new JsonBreak(line, 'a member name', text?.slice(0, 40));
    }
  }

  /** Passes a value by its brackets and strings alone: whether it is JSON inside is not looked at. @throws JsonBreak */
  async cut(): Promise<CutValue> {
    const first = await this.peek();
    if (first === undefined || ',]}:'.includes(first)) throw new JsonBreak(this.#line, 'a value', first);
    const line = this.#line;
    const end = new ValueEnd();
    let text = '';
    for (;;) {
      const stop = end.find(this.#piece, this.#at);
      if (text.length <= this.#most.characters) text += this.#piece.slice(this.#at, stop ?? this.#piece.length);
      this.#passTo(stop ?? this.#piece.length);
      if (stop !== null) break;
      if (!(await this.#refill())) {
        if (end.isBare) break;
        throw new JsonBreak(this.#line, 'the end of a value', undefined);
      }
    }
    if (text.length > this.#most.characters) return { line, text: null, problem: 'TOO_LARGE' };
    return end.deepest > this.#most.depth ? { line, text: null, problem: 'TOO_DEEP' } : { line, text, problem: null };
  }

  #passTo(end: number): void {
    for (let feed = this.#piece.indexOf('\n', this.#at); feed >= 0 && feed < end; feed = this.#piece.indexOf('\n', feed + 1)) this.#line += 1;
    if (this.#recorded && this.#recorded.text.length <= this.#most.characters) this.#recorded.text += this.#piece.slice(this.#at, end);
    this.#at = end;
  }

  async #refill(): Promise<boolean> {
    const next = await this.#pieces.next();
    this.#piece = next.done === true ? '' : next.value;
    this.#at = 0;
    return next.done !== true;
  }
}

/** Finds where a value ends, over as many pieces as it takes. */
class ValueEnd {
  deepest = 0;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #hasBegun = false;

  /** Whether it is a scalar without an end of its own, which the text's end may be. */
  get isBare(): boolean {
    return this.#hasBegun && this.#depth === 0 && !this.#inString;
  }

  /** The offset behind the value; null where it goes on in the next piece. */
  find(piece: string, from: number): number | null {
    for (let at = from; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === BACKSLASH) this.#isEscaped = true;
        else if (code === QUOTE) {
          this.#inString = false;
          if (this.#depth === 0) return at + 1;
        }
      } else if (this.#depth === 0 && this.#hasBegun && (ENDS_SCALAR.has(code) || code === CLOSE_LIST || code === CLOSE_OBJECT)) return at;
      else if (code === QUOTE) this.#inString = true;
      else if (code === OPEN_OBJECT || code === OPEN_LIST) this.deepest = Math.max(this.deepest, (this.#depth += 1));
      else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        this.#depth -= 1;
        if (this.#depth === 0) return at + 1;
      }
      this.#hasBegun = true;
    }
    return null;
  }
}
