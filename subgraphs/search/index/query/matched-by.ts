import type { QueryTerms } from '../../text/query-terms.js';
import type { IndexMatch } from '../search-index.js';
import { slotsOfCondition, slotsOfWay, type MatchSources } from './match.js';
import { includes, type Posting } from './posting.js';

const has = (posting: Posting, slot: number): boolean => (posting.form === 'list' ? includes(posting.slots, slot) : posting.set.has(slot));

/** By which other words the record in a slot was found, where it has not those that were asked for. One finder serves a page of hits. */
export function matchFinder(terms: QueryTerms, sources: MatchSources): (slot: number) => readonly IndexMatch[] {
  const said = terms.conditions
    .filter(({ others = [] }) => others.some(({ by }) => by !== 'NAME'))
    .map(({ all, or, others = [] }) => ({
      literal: slotsOfCondition({ all, ...(or !== undefined && { or }), others: others.filter(({ by }) => by === 'NAME') }, sources),
      ways: others.flatMap((way) => (way.by === 'NAME' ? [] : [{ posting: slotsOfWay(way, sources), match: { asked: way.asked, found: way.found, by: way.by } }])),
    }));
  const corrections = (terms.corrections ?? []).map((correction) => ({ ...correction, by: 'SPELLING' as const }));
  return (slot) => [...corrections, ...said.flatMap(({ literal, ways }) => (has(literal, slot) ? [] : ways.filter(({ posting }) => has(posting, slot)).slice(0, 1).map(({ match }) => match)))];
}
