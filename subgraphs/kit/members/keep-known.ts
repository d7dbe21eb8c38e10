import type { MemberTable } from '../follow-members.js';

/**
 * A new table with the authorities that it is silent about. The registry never takes an authority out of its table: one
 * that leaves is there, as WITHDRAWN. So a table without one that was known is that of a registry which has lost its
 * store, and not a decision.
 */
export function keepKnown(before: MemberTable | null, { revision, authorities }: MemberTable): MemberTable & { readonly missing: readonly string[] } {
  const silent = [...(before?.authorities ?? [])].filter(([code]) => !authorities.has(code));
  return { revision, authorities: silent.length === 0 ? authorities : new Map([...authorities, ...silent]), missing: silent.map(([code]) => code) };
}
