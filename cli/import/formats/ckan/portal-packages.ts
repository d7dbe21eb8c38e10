import { isObject, type Value } from '../../mapping/value.js';
import type { SourceEntry } from '../../readers/source-reader.js';
import { textOf, type JsonObject } from '../json/values.js';
import type { PortalClient } from './portal-client.js';

export interface PortalPackagesOptions {
  readonly ask: PortalClient;
  /** Only packages that changed at this moment or later, in UTC; none: all. */
  readonly since?: string | undefined;
  /** Packages to a page; a portal may give fewer. @default 100 */
  readonly pageSize?: number;
  /** Told the moment of the newest change that was read. */
  readonly onRead?: (modified: string) => void;
}

/**
 * The packages of a portal in the order in which they changed, page by page. Each page begins where the one before ended
 * in time, not in number: a package that changes meanwhile moves to the end, and none is passed over for it.
 */
export async function* portalPackages({ ask, since, pageSize = 100, onRead }: PortalPackagesOptions): AsyncGenerator<SourceEntry> {
  const position = new Position(since);
  let line = 0;
  for (;;) {
    const { count, results } = await readPage(ask, position, pageSize);
    for (const found of position.fresh(results)) yield { ok: true, line: (line += 1), value: found };
    const isLast = results.length === 0 || position.start + results.length >= count;
    position.advance(results);
    if (position.since !== undefined) onRead?.(position.since);
    if (isLast) return;
  }
}

interface Page {
  readonly count: number;
  readonly results: readonly Value[];
}

async function readPage(ask: PortalClient, { since, start }: Position, rows: number): Promise<Page> {
  const { count, results } = await ask('package_search', {
    q: '*:*',
    ...(since !== undefined && { fq: `metadata_modified:[${since} TO *]` }),
    sort: 'metadata_modified asc, id asc',
    rows: String(rows),
    start: String(start),
  });
  return { count: typeof count === 'number' ? count : 0, results: Array.isArray(results) ? (results as readonly Value[]) : [] };
}

/** Where the reading is: a moment, and how many packages of that moment or later were read. */
class Position {
  since: string | undefined;
  start = 0;
  /** Packages of the moment that the next page asks for again. */
  #seen = new Set<string>();

  constructor(since: string | undefined) {
    this.since = since;
  }

  /** Packages that were not on an earlier page. */
  fresh(results: readonly Value[]): readonly Value[] {
    return results.filter((found) => !isObject(found) || !this.#seen.has(keyOf(found)));
  }

  advance(results: readonly Value[]): void {
    const last = momentOf(results.at(-1));
    const isLater = last !== undefined && (this.since === undefined || last > this.since);
    if (isLater) {
      this.since = last;
      this.start = 0;
      this.#seen = new Set();
    } else this.start += results.length;
    for (const found of results) if (isObject(found) && momentOf(found) === this.since) this.#seen.add(keyOf(found));
  }
}

const keyOf = (found: JsonObject): string => JSON.stringify([textOf(found['id']) ?? textOf(found['name']), textOf(found['metadata_modified'])]);

/** The moment of a package's last change as a portal's index keeps it: UTC, cut to the millisecond. */
function momentOf(found: Value): string | undefined {
  const text = isObject(found) ? textOf(found['metadata_modified']) : undefined;
  const [, moment, fraction = ''] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?/.exec(text ?? '') ?? [];
  return moment === undefined ? undefined : `${moment}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}
