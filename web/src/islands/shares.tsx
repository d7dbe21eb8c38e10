import type { Figures, Share } from '../api/answers.js';
import { number, say } from '../words/say.js';
import type { Word } from '../words/words.js';

/** Shares of records as bars, each with its count and its whole; those of an empty whole are left out. */
export function Shares({ figures: { open, conforming, recent, kept, links } }: { readonly figures: Figures }) {
  const rows: readonly (readonly [Word, Share])[] = [
    ['shareOpen', open],
    ['shareConforming', conforming],
    ['shareRecent', recent],
    ['shareKept', kept],
    ['shareLinkedOut', links.linkedOut],
    ['shareLinkedIn', links.linkedIn],
  ];
  return (
    <table class="bars">
      <caption class="unseen">{say('coverage')}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{say('share')}</th>
          <th scope="col">{say('count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([word, { count, of }]) =>
          of === 0 ? null : (
            <tr key={word}>
              <th scope="row">{say(word)}</th>
              <td>
                <svg aria-hidden="true" class="bar" height="14" preserveAspectRatio="none" viewBox={`0 0 ${String(of)} 14`}>
                  <rect class="track" width={of} height="14" />
                  <rect width={count} height="14" />
                </svg>
                <span class="figure">
                  {number(count)}/{number(of)} · {Math.round((100 * count) / of)}%
                </span>
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
