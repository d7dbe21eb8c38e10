import operation from '../../operations/figures.graphql';
import type { FiguresAnswer } from '../api/answers.js';
import { indexText, IslandIndex } from '../islands/island-index.js';
import { Shares } from '../islands/shares.js';
import { ThemePlot } from '../islands/theme-plot.js';
import { Bars, Parts, type Bar } from '../parts/bars.js';
import { Failure } from '../parts/failure.js';
import { Heading, Section, Skeleton } from '../parts/page.js';
import { QualityOfMany } from '../parts/quality-of-many.js';
import { authorityPath } from '../parts/web-link.js';
import { lang } from '../state/language.js';
import { facetAddress, listAddress } from '../state/search-state.js';
import { useAnswer } from '../state/use-answer.js';
import { moment, number, say, term } from '../words/say.js';
import type { Word } from '../words/words.js';

const POLL_MILLIS = 30_000;

/** Facets of few values, of which a record has one: parts of a whole. */
const WHOLES = ['SHARE_TYPE', 'OPENNESS'];
const COUNTS = ['FREQUENCY', 'FORMAT', 'REGION'];

/** `/figures`: how much the nation has catalogued. */
export function FiguresPage() {
  const { data, errors, isLoading, again } = useAnswer<FiguresAnswer>(operation, { lang: lang.value }, POLL_MILLIS);
  const coverage = data?.coverage;
  const names = new Map((data?.authorities ?? []).map(({ code, name }) => [code, name]));
  const byAuthority = [...(coverage?.authorities ?? [])].sort((a, b) => b.total - a.total);
  const bars = (field: string): readonly Bar[] => (data?.search?.facets.find((facet) => facet.field === field)?.buckets ?? []).map(({ value, label, count }) => ({ key: value, label, count, href: facetAddress(field, value) }));
  const islands = (coverage?.authorities ?? [])
    .flatMap(({ authority, figures }) => (figures?.islandIndex == null ? [] : [{ key: authority, label: names.get(authority) ?? authority, count: figures.islandIndex, text: indexText(figures.islandIndex), href: authorityPath(authority) }]))
    .sort((a, b) => b.count - a.count);
  return (
    <div class="figures">
      <Heading title={say('figuresTitle')}>{say('figuresTitle')}</Heading>
      <p class="about">
        {say('figuresText')}
        {data?.search?.index.asOf && ` ${say('asOfLine', { x: moment(data.search.index.asOf) })}`}
      </p>
      {errors[0] && <Failure error={errors[0]} again={again} />}
      {!coverage && isLoading && <Skeleton lines={14} />}
      {coverage && (
        <>
          <dl class="numbers">
            <div>
              <dt>{say('total')}</dt>
              <dd>{number(coverage.total)}</dd>
            </div>
            <div>
              <dt>{say('authorities')}</dt>
              <dd>{number(coverage.authorities.length)}</dd>
            </div>
            {coverage.kinds.map(({ kind, count }) => (
              <div key={kind}>
                <dt>
                  <a href={listAddress({ kinds: kind })}>{term('KIND', kind)}</a>
                </dt>
                <dd>{number(count)}</dd>
              </div>
            ))}
          </dl>
          <div class="charts">
            {WHOLES.map((field) => (
              <Section key={field} title={say(field as Word)} id={field.toLowerCase()}>
                <Parts caption={say(field as Word)} parts={bars(field)} />
              </Section>
            ))}
            <QualityOfMany quality={coverage.quality} />
            {coverage.figures && (
              <Section title={say('coverage')} id="coverage">
                <Shares figures={coverage.figures} />
                <IslandIndex figures={coverage.figures} trend={coverage.trend ?? []} />
              </Section>
            )}
            {coverage.themes && (
              <Section title={say('byTheme')} id="by-theme">
                <ThemePlot themes={coverage.themes} />
              </Section>
            )}
            <Section title={say('islandPerAuthority')} id="island-per-authority">
              <Bars caption={say('islandPerAuthority')} name={say('AUTHORITY')} bars={islands} />
            </Section>
            {COUNTS.map((field) => (
              <Section key={field} title={say(field as Word)} id={field.toLowerCase()}>
                <Bars caption={say(field as Word)} name={say(field as Word)} bars={bars(field)} />
              </Section>
            ))}
            <Section title={say('perAuthority')} id="per-authority">
              <Bars caption={say('perAuthority')} name={say('AUTHORITY')} bars={byAuthority.map(({ authority, total }) => ({ key: authority, label: names.get(authority) ?? authority, count: total, href: authorityPath(authority) }))} />
            </Section>
          </div>
        </>
      )}
    </div>
  );
}
