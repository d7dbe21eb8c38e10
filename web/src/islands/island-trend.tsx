import type { CoverageDay } from '../api/answers.js';
import { number, say } from '../words/say.js';
import { indexText } from './island-index.js';

const WIDTH = 300;
const HEIGHT = 90;
const DAY_MILLIS = 86_400_000;

/** The island index by the day as a line from 0 to 1, and as a table for who wants the numbers; nothing where there is none. */
export function IslandTrend({ days }: { readonly days: readonly CoverageDay[] }) {
  const known = days.filter((one): one is CoverageDay & { readonly islandIndex: number } => one.islandIndex !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const span = Math.max(1, (Date.parse(last.day) - Date.parse(first.day)) / DAY_MILLIS);
  const x = ({ day }: CoverageDay): number => (first === last ? WIDTH / 2 : ((Date.parse(day) - Date.parse(first.day)) / DAY_MILLIS / span) * WIDTH);
  const y = (index: number): number => HEIGHT * (1 - index);
  return (
    <figure class="trend">
      <figcaption>{say('islandTrend')}</figcaption>
      <svg role="img" aria-label={say('islandTrendText', { from: first.day, x: indexText(first.islandIndex), to: last.day, y: indexText(last.islandIndex) })} viewBox={`-4 -4 ${String(WIDTH + 8)} ${String(HEIGHT + 8)}`}>
        {[0, 0.5, 1].map((index) => (
          <line key={index} class="grid" x1="0" x2={WIDTH} y1={y(index)} y2={y(index)} />
        ))}
        <polyline points={known.map((one) => `${x(one).toFixed(1)},${y(one.islandIndex).toFixed(1)}`).join(' ')} />
        <circle cx={x(last)} cy={y(last.islandIndex)} r="3.5" />
      </svg>
      <p class="ends">
        <span>{first.day}</span>
        {first !== last && <span>{last.day}</span>}
      </p>
      <details>
        <summary>{say('asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('day')}</th>
              <th scope="col">{say('islandIndex')}</th>
              <th scope="col">{say('count')}</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ day, islandIndex, records }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{indexText(islandIndex)}</td>
                <td>{number(records)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
