import { nearNames } from './near-names.js';
import { pathSteps } from './source-path.js';
import { isObject, type Value } from './value.js';

/** Paths of which a rule takes the first that has a value; mostly there is one. */
export type PathChoice = readonly string[];

/** Names of the source that are kept to compare with. */
const MOST_NAMES = 500;

interface Awaited {
  readonly paths: PathChoice;
  /** What is there in place of the step that is not. */
  readonly instead: Set<string>;
}

/** Watches the entries of a source for what a mapping reads and none of them has: mostly a column's name that was mistyped. */
export class ColumnWatch {
  #awaited: readonly Awaited[];
  #sawAny = false;

  constructor(reads: readonly PathChoice[]) {
    const once = new Map(reads.map((paths) => [JSON.stringify(paths), paths]));
    this.#awaited = [...once.values()].map((paths) => ({ paths, instead: new Set() }));
  }

  see(line: Value): void {
    this.#sawAny = true;
    if (this.#awaited.length === 0) return;
    this.#awaited = this.#awaited.filter(({ paths, instead }) => !paths.some((path) => leads(line, pathSteps(path), instead)));
  }

  /** A sentence for each that no entry had; none where there was no entry. */
  warnings(): readonly string[] {
    return this.#sawAny ? this.#awaited.map(spell) : [];
  }
}

/** Whether a path leads to something, be it blank; where it does not, the names that are there instead are noted. */
function leads(value: Value, [step, ...rest]: readonly string[], instead: Set<string>): boolean {
  if (step === undefined) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some((one) => leads(one, [step, ...rest], instead));
  if (!isObject(value)) return false;
  if (Object.hasOwn(value, step)) return leads(value[step], rest, instead);
  if (instead.size < MOST_NAMES) for (const name of Object.keys(value)) instead.add(name);
  return false;
}

function spell({ paths, instead }: Awaited): string {
  const near = nearNames(paths.flatMap((path) => pathSteps(path)), [...instead]);
  const hint = near.length === 0 ? '' : ` Is it ${near.map((name) => JSON.stringify(name)).join(' or ')}?`;
  return `The mapping reads ${paths.map((path) => JSON.stringify(path)).join(' or ')}, which no entry has: nothing was made of it.${hint}`;
}
