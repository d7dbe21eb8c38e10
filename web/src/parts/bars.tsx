import { percent } from '../words/percent.js';
import { number, say } from '../words/say.js';

export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** What its bar is a part of. @default the largest count */
  readonly of?: number;
  /** The count as people read it. @default the number itself */
  readonly text?: string;
  /** Where its records are listed. */
  readonly href?: string | undefined;
}

/** Counts as bars; a table for who reads by ear. */
export function Bars({ caption, bars, name }: { readonly caption: string; readonly bars: readonly Bar[]; readonly name: string }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  if (bars.length === 0) return <p class="about">{say('nothing')}</p>;
  return (
    <table class="bars">
      <caption class="unseen">{caption}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{say('count')}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, count, of = most, text, href }) => (
          <tr key={key}>
            <th scope="row">{href === undefined ? label : <a href={href}>{label}</a>}</th>
            <td>
              <svg aria-hidden="true" class="bar" height="14" preserveAspectRatio="none" viewBox="0 0 100 14">
                <rect class="track" width="100" height="14" />
                <rect width={(100 * count) / of} height="14" />
              </svg>
              <span class="figure">{text ?? number(count)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Parts of a whole as one bar, with a legend that says the numbers. */
export function Parts({ caption, parts }: { readonly caption: string; readonly parts: readonly Bar[] }) {
  const sum = parts.reduce((total, { count }) => total + count, 0);
  if (sum === 0) return <p class="about">{say('nothing')}</p>;
  const shown = parts.filter(({ count }) => count > 0);
  const starts = shown.map((_, index) => shown.slice(0, index).reduce((total, { count }) => total + count, 0));
  return (
    <figure class="parts">
      <figcaption class="unseen">{caption}</figcaption>
      <svg aria-hidden="true" class="whole" height="24" preserveAspectRatio="none" viewBox={`0 0 ${String(sum)} 24`}>
        {shown.map(({ key, count }, index) => (
          <rect key={key} class={`series-${String(index % 6)}`} x={starts[index]} width={count} height="24" />
        ))}
      </svg>
      <ul>
        {shown.map(({ key, label, count, href }, index) => (
          <li key={key}>
            <svg aria-hidden="true" width="12" height="12">
              <rect class={`series-${String(index % 6)}`} width="12" height="12" rx="3" />
            </svg>
            <span>{href === undefined ? label : <a href={href}>{label}</a>}</span>
            <span class="figure">
              {number(count)} · {percent(count, sum)}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
