import { parseId } from '../../../schema/ids.js';
import type { RecordInput } from '../../../schema/generated/catalog.js';
import type { Source } from '../../../schema/formats/export-record.js';

/** What an import contained, taken down while it runs, so that what it did not contain can be told afterwards. */
export class Snapshot {
  readonly #ids = new Set<string>();
  readonly #systems = new Set<string>();
  readonly #rejected = new Set<string>();
  readonly #scopes = new Set<string>();
  readonly #scopeOf: (source: Source) => string;
  #unnamed = 0;

  /** @param scopeOf what it is complete of, by a record's source. @default the source's system */
  constructor(scopeOf: (source: Source) => string = ({ system }) => system) {
    this.#scopeOf = scopeOf;
  }

  /** A record that the node has. */
  published(id: string, { sources }: RecordInput): void {
    this.#ids.add(id);
    for (const source of sources ?? []) {
      this.#systems.add(source.system);
      this.#scopes.add(this.#scopeOf(source));
    }
  }

  /** An entry that did not become a record is in the source all the same. Without an identifier nobody knows which it is. */
  rejected(identifier: string | null): void {
    if (identifier === null) this.#unnamed += 1;
    else this.#rejected.add(identifier);
  }

  /** How many entries could not be told from those that are missing. */
  get unnamed(): number {
    return this.#unnamed;
  }

  /** Whose records it contained. */
  get authorities(): readonly string[] {
    const codes = [...this.#ids].map((id) => parseId(id)).map((parsed) => (parsed.ok ? parsed.authority : undefined));
    return [...new Set(codes)].filter((code) => code !== undefined);
  }

  get systems(): readonly string[] {
    return [...this.#systems];
  }

  /** Whether a record of the node came from what this snapshot is complete of. */
  isInScope(sources: readonly Source[] = []): boolean {
    return sources.some((source) => this.#scopes.has(this.#scopeOf(source)));
  }

  contains(id: string, sources: readonly Source[] = []): boolean {
    return this.#ids.has(id) || this.#rejected.has(id) || sources.some(({ system, identifier }) => this.#systems.has(system) && this.#rejected.has(identifier));
  }
}
