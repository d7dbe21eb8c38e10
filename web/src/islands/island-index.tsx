import type { CoverageDay, Figures } from '../api/answers.js';
import { Fact } from '../parts/page.js';
import { number, say } from '../words/say.js';
import { IslandTrend } from './island-trend.js';

/** An island index as people read it. */
export const indexText = (index: number): string => index.toFixed(2);

/** How little records are linked across authorities, now and by the day. */
export function IslandIndex({ figures: { islandIndex, links, demandUnmet }, trend }: { readonly figures: Figures; readonly trend: readonly CoverageDay[] }) {
  if (islandIndex === null) return null;
  return (
    <>
      <dl>
        <Fact name={say('islandIndex')}>{indexText(islandIndex)}</Fact>
        <Fact name={say('linksOut')}>{number(links.out)}</Fact>
        <Fact name={say('linksIn')}>{number(links.in)}</Fact>
        <Fact name={say('demandUnmet')}>{demandUnmet === null ? null : number(demandUnmet)}</Fact>
      </dl>
      <p class="about">{say('islandText')}</p>
      <IslandTrend days={trend} />
    </>
  );
}
