import { readTexts } from '../../model/published-document.js';
import { lookedTextsOf, type LookedTexts } from '../query/closeness.js';
import type { SearchSources } from './search-columns.js';

/** The texts of the record in a slot that a second look reads; of a very long document what a result list shows. */
export function lookedTexts(slot: number, { columns, texts, shortDocument }: Pick<SearchSources, 'columns' | 'texts' | 'shortDocument'>): LookedTexts {
  const titles = [columns.titles.get(slot), columns.titlesEn.get(slot)];
  const document = shortDocument(slot);
  if (document === null) {
    const summaries = texts(slot);
    return { titles, description: `${summaries?.summaryZh ?? ''} ${summaries?.summaryEn ?? ''}` };
  }
  return lookedTextsOf(titles, readTexts(document));
}
