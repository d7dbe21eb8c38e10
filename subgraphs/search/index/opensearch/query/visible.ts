import type { Reader } from '../../../../../schema/audience.js';
import { markOf, marksOf } from '../reach.js';

export type Clause = Readonly<Record<string, unknown>>;

/** Who asks, and what decides of what they see. */
export interface Viewing {
  readonly reader: Reader;
  /** Authorities whose records are shown to nobody. */
  readonly hidden: readonly string[];
  /** Authorities that are shown. */
  readonly authorities: readonly string[];
}

export const anyOf = (...clauses: readonly Clause[]): Clause => ({ bool: { should: clauses, minimum_should_match: 1 } });
export const allOf = (...clauses: readonly Clause[]): Clause => ({ bool: { filter: clauses } });
export const notAny = (...clauses: readonly Clause[]): Clause => ({ bool: { must_not: clauses } });

/** Passes what the reader sees. It stands in front of every search, so that nothing counts anything else. */
export const visible = ({ reader, hidden }: Viewing): Clause => ({
  bool: { filter: [{ terms: { reach: marksOf(reader) } }], ...(hidden.length > 0 && { must_not: [{ terms: { authority: hidden } }] }) },
});

/** Passes what an API gives access to: its own distribution, or a service that names it and that the reader sees. */
export const withApi = ({ reader, authorities }: Viewing): Clause =>
  anyOf({ term: { hasApiFormat: true } }, { terms: { servedBy: authorities.flatMap((authority) => marksOf(reader).map((mark) => markOf(authority, mark))) } });
