import type { QueryTerms } from '../../text/query-terms.js';
import type { IndexMatch } from '../search-index.js';
import { holdsIn, wayHoldsIn, type MatchSources } from './match.js';

/** By which other words the record in a slot was found, where it has not those that were asked for. One finder serves a page of hits. */
export function matchFinder(terms: QueryTerms, sources: MatchSources): (slot: number) => readonly IndexMatch[] {
  const said = terms.conditions
    .filter(({ others = [] }) => others.some(({ by }) => by !== 'NAME'))
    .map(({ all, or, others = [] }) => ({
      literal: { all, ...(or !== undefined && { or }), others: others.filter(({ by }) => by === 'NAME') },
      ways: others.flatMap((way) => (way.by === 'NAME' ? [] : [{ way, match: { asked: way.asked, found: way.found, by: way.by } }])),
    }));
  const corrections = (terms.corrections ?? []).map((correction) => ({ ...correction, by: 'SPELLING' as const }));
  return (slot) => [...corrections, ...said.flatMap(({ literal, ways }) => (holdsIn(slot, literal, sources) ? [] : ways.filter(({ way }) => wayHoldsIn(slot, way, sources)).slice(0, 1).map(({ match }) => match)))];
}
