import type { RecordFacts } from '../../model/facts.js';
import { foldText } from '../../text/fold-text.js';
import { spelledIn, spelledInKeyword } from '../columns/spellings.js';

/** Words of titles and keywords that a mistyped one may be meant for, with spaces between them; none of what not everybody sees. */
export function speltWords({ title, titleEn, keywords, log }: Pick<RecordFacts, 'title' | 'titleEn' | 'keywords' | 'log'>): string {
  if (log !== '') return '';
  const words = [...[title, titleEn].flatMap((text) => spelledIn(foldText(text))), ...keywords.flatMap((keyword) => spelledInKeyword(foldText(keyword)))];
  return [...new Set(words)].join(' ');
}
