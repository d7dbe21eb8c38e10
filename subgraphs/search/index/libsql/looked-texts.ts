import { readTexts } from '../../model/published-document.js';
import { foldText } from '../../text/fold-text.js';
import { foldedDescription, lookedTextsOf, type FoldedTexts } from '../query/closeness.js';
import type { SearchSources } from './search-columns.js';

type LookingSources = Pick<SearchSources, 'columns' | 'readAhead' | 'texts' | 'shortDocument' | 'keptTexts'>;

/** The texts of the records in these slots that a second look reads; of a very long document what a result list shows. */
export function lookedTexts(slots: readonly number[], sources: LookingSources): readonly FoldedTexts[] {
  const { columns, keptTexts } = sources;
  const known = slots.map((slot) => keptTexts.get(slot));
  sources.readAhead(slots.filter((_slot, place) => known[place] === undefined));
  return slots.map((slot, place) => ({
    titles: () => [columns.titles, columns.titlesEn].map((titles) => foldText(titles.get(slot))),
    description: known[place] ?? readDescription(slot, sources),
  }));
}

function readDescription(slot: number, { texts, shortDocument, keptTexts }: LookingSources): string {
  const document = shortDocument(slot);
  const summaries = document === null ? texts(slot) : undefined;
  const { description } = document === null ? { description: `${summaries?.summaryZh ?? ''} ${summaries?.summaryEn ?? ''}` } : lookedTextsOf([], readTexts(document));
  const folded = foldedDescription(description);
  // One that was replaced a moment ago has no text.
  if (document !== null || summaries !== undefined) keptTexts.keep(slot, folded);
  return folded;
}
