import type { ThemeFigures } from '../api/answers.js';
import { listAddress } from '../state/search-state.js';
import { number, say } from '../words/say.js';
import { indexText } from './island-index.js';

/** What there is of each theme, and how much of an island it is: a bar each, as much of it in the colour of the track as the index says. */
export function ThemePlot({ themes, filter = {} }: { readonly themes: readonly ThemeFigures[]; readonly filter?: Parameters<typeof listAddress>[0] }) {
  const most = Math.max(1, ...themes.map(({ figures }) => figures.records));
  if (themes.length === 0) return <p class="about">{say('nothing')}</p>;
  const sorted = [...themes].sort((a, b) => b.figures.records - a.figures.records);
  return (
    <table class="bars themes">
      <caption class="about">{say('themePlotText')}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{say('THEME')}</th>
          <th scope="col">{say('count')}</th>
          <th scope="col">{say('islandIndex')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ theme, label, figures: { records, islandIndex } }) => (
          <tr key={theme}>
            <th scope="row">
              <a href={listAddress({ ...filter, themes: theme })}>{label}</a>
            </th>
            <td>
              <svg aria-hidden="true" class="bar" height="14" preserveAspectRatio="none" viewBox={`0 0 ${String(most)} 14`}>
                <rect class="track" width={records} height="14" />
                <rect width={records * (1 - (islandIndex ?? 1))} height="14" />
              </svg>
              <span class="figure">{number(records)}</span>
            </td>
            <td class="island">{islandIndex === null ? null : indexText(islandIndex)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
