import type { ExportRecord } from '../../../schema/formats/export-record.js';
import { idInName, type Claim, type EndName, type LineageEnd } from './lineage-claims.js';

type Dataset = Extract<ExportRecord, { readonly kind: 'DATASET' }>;

/** Several records have this name. */
const AMBIGUOUS = null;

const keysOf = ({ system, identifier }: EndName): string => (system === undefined ? identifier : `${system}\n${identifier}`);

/** The datasets of a node that claims name. Of all others nothing is kept. */
export class KnownEnds {
  readonly #wanted: ReadonlySet<string>;
  readonly #ids = new Map<string, string | typeof AMBIGUOUS>();
  readonly #records = new Map<string, Dataset>();

  constructor(claims: readonly Claim[]) {
    this.#wanted = new Set(claims.flatMap(({ end, inputs }) => [end, ...inputs.values()]).flatMap(({ names }) => names).flatMap((name) => [keysOf(name), idInName(name.identifier) ?? []].flat()));
  }

  /** Looks at a record of the node. */
  see(record: ExportRecord): void {
    if (record.kind !== 'DATASET') return;
    const keys = new Set([record.id, ...(record.sources ?? []).flatMap(({ system, identifier }) => [identifier, `${system}\n${identifier}`])]);
    const named = [...keys].filter((key) => this.#wanted.has(key));
    if (named.length === 0) return;
    this.#records.set(record.id, record);
    for (const key of named) this.#ids.set(key, this.#ids.has(key) && this.#ids.get(key) !== record.id ? AMBIGUOUS : record.id);
  }

  record(id: string): Dataset | undefined {
    return this.#records.get(id);
  }

  /** The id of a dataset: of a record that has it as a source, else the id that one of its names ends with. */
  idOf({ names }: LineageEnd): string | null {
    const bySource = names.map((name) => this.#ids.get(keysOf(name))).find((id) => id !== undefined && id !== AMBIGUOUS);
    return bySource ?? names.map(({ identifier }) => idInName(identifier)).find((id) => id !== null) ?? null;
  }
}
