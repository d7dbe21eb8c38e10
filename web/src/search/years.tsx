import type { YearCount } from '../api/answers.js';
import { searchAddress, withDates, type DateFilter, type SearchState } from '../state/search-state.js';
import { say } from '../words/say.js';
import type { Word } from '../words/words.js';

/** So many of the newest years are drawn; what is older is one bar before them. */
const MOST = 12;
const HEIGHT = 48;

interface Bar {
  readonly label: string;
  readonly count: number;
  readonly from: string | null;
  readonly to: string;
}

/** How many records have a date in each year: a bar leads to the search within it. */
export function Years({ state, field, word, years }: { readonly state: SearchState; readonly field: DateFilter; readonly word: Word; readonly years: readonly YearCount[] }) {
  const bars = barsOf(years);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const { from, to } = state.dates[field];
  return (
    <div class="years" role="group" aria-labelledby={`years-${field}`}>
      <p id={`years-${field}`}>{say(word)}</p>
      <ul>
        {bars.map((bar) => {
          const isSet = bar.from === from && bar.to === to;
          return (
            <li key={bar.label}>
              <a href={searchAddress(withDates(state, field, isSet ? { from: null, to: null } : bar))} aria-current={isSet ? 'true' : undefined} aria-label={say('inYear', { x: bar.label, n: bar.count })} title={say('inYear', { x: bar.label, n: bar.count })}>
                <svg aria-hidden="true" viewBox={`0 0 10 ${String(HEIGHT)}`} preserveAspectRatio="none">
                  <rect y={HEIGHT - heightOf(bar.count, most)} width="10" height={heightOf(bar.count, most)} />
                </svg>
                <span class="year" aria-hidden="true">
                  {bar.label}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Roots of counts: a year of one record is still seen beside one of a thousand. */
const heightOf = (count: number, most: number): number => (count === 0 ? 0 : Math.max(2, HEIGHT * Math.sqrt(count / most)));

/** The newest years without gaps between them, and all older ones together. */
function barsOf(years: readonly YearCount[]): readonly Bar[] {
  const last = years.at(-1)?.year;
  const oldest = years[0]?.year;
  if (last === undefined || oldest === undefined) return [];
  const first = Math.max(oldest, last - MOST + 1);
  const counts = new Map(years.map(({ year, count }) => [year, count]));
  const shown = Array.from({ length: last - first + 1 }, (_, index): Bar => ({ label: String(first + index), count: counts.get(first + index) ?? 0, from: String(first + index), to: String(first + index) }));
  const older = years.filter(({ year }) => year < first).reduce((sum, { count }) => sum + count, 0);
  return older === 0 ? shown : [{ label: `≤${String(first - 1)}`, count: older, from: null, to: String(first - 1) }, ...shown];
}
