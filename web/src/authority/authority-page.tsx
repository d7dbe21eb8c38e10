import operation from '../../operations/authority.graphql';
import type { AuthorityAnswer, Facet } from '../api/answers.js';
import { IslandIndex } from '../islands/island-index.js';
import { Shares } from '../islands/shares.js';
import { ThemePlot } from '../islands/theme-plot.js';
import { CONDITION_SIGNS, CONDITION_WORDS, conditionOf } from '../federation/node-condition.js';
import { Bars } from '../parts/bars.js';
import { Failure } from '../parts/failure.js';
import { HitLines } from '../parts/hit-lines.js';
import { Fact, Heading, Section, Skeleton } from '../parts/page.js';
import { QualityOfMany } from '../parts/quality-of-many.js';
import { WebLink } from '../parts/web-link.js';
import { lang } from '../state/language.js';
import { facetAddress, listAddress } from '../state/search-state.js';
import { useAnswer } from '../state/use-answer.js';
import { moment, number, say, stretch } from '../words/say.js';
import type { Word } from '../words/words.js';

const POLL_MILLIS = 10_000;

/** There is none of this code, or could be. */
const NO_AUTHORITY: ReadonlySet<string> = new Set(['UNKNOWN_AUTHORITY', 'BAD_INPUT']);

/** `/authority/{code}`: one authority's catalog and the node that serves it. */
export function AuthorityPage({ code }: { readonly code: string }) {
  const answer = useAnswer<AuthorityAnswer>(operation, { code, lang: lang.value }, POLL_MILLIS);
  const { data, errors, isLoading, again } = answer;
  const authority = data?.authority?.code === code ? data.authority : null;
  if (!authority && isLoading) return <Skeleton lines={12} />;
  const failure = errors.find(({ extensions }) => extensions?.code !== 'UNKNOWN_AUTHORITY');
  if (!authority) {
    // Where the registry could not be asked, nobody knows; where it has said it, it is known, whatever else failed.
    const said = errors.find(({ path }) => path === undefined || path[0] === 'authority')?.extensions?.code ?? 'UNKNOWN_AUTHORITY';
    const isMissing = data !== null && NO_AUTHORITY.has(said);
    const title = isMissing ? say('noAuthority', { x: code }) : code;
    return (
      <>
        <Heading title={title} isMissing={isMissing}>
          {title}
        </Heading>
        {failure && !isMissing ? <Failure error={failure} again={again} /> : <a href="/federation">{say('federation')}</a>}
      </>
    );
  }
  const facets = data?.search?.facets ?? [];
  const covered = data?.coverage?.authority ?? null;
  return (
    <article class="authority">
      <p class="kind">
        <span class="tag">{say(authority.kind === 'REGION' ? 'REGION_KIND' : authority.kind === 'MINISTRY' ? 'MINISTRY_KIND' : 'BODY_KIND')}</span> <code>{code}</code>
      </p>
      <Heading title={authority.name}>{authority.name}</Heading>
      {failure && <Failure error={failure} again={again} />}
      <div class="columns">
        <div>
          <Section title={say('newest')} id="newest">
            <HitLines hits={data?.search?.edges.map(({ node }) => node) ?? []} />
            {data?.search && <a href={listAddress({ authorities: code })}>{say('allOf', { n: data.search.total })}</a>}
          </Section>
          <Section title={say('composition')} id="composition">
            {facets.filter(({ buckets }) => buckets.length > 0).map((facet) => (
              <FacetBars key={facet.field} facet={facet} code={code} />
            ))}
          </Section>
        </div>
        <div>
          <NodePart code={code} data={data} />
          <QualityOfMany quality={covered?.quality ?? null} filter={{ authorities: code }} />
          {covered?.figures && (
            <Section title={say('coverage')} id="coverage">
              <Shares figures={covered.figures} />
              <IslandIndex figures={covered.figures} trend={covered.trend ?? []} />
            </Section>
          )}
          {covered?.themes && (
            <Section title={say('byTheme')} id="by-theme">
              <ThemePlot themes={covered.themes} filter={{ authorities: code }} />
            </Section>
          )}
        </div>
      </div>
    </article>
  );
}

function FacetBars({ facet: { field, buckets }, code }: { readonly facet: Facet; readonly code: string }) {
  const bars = buckets.map(({ value, label, count }) => ({ key: value, label, count, href: facetAddress(field, value, { authorities: code }) }));
  return (
    <>
      <h3>{say(field as Word)}</h3>
      <Bars caption={say(field as Word)} name={say(field as Word)} bars={bars} />
    </>
  );
}

function NodePart({ code, data }: { readonly code: string; readonly data: Partial<AuthorityAnswer> | null }) {
  const state = data?.search?.index.authorities.find(({ authority }) => authority === code);
  const covered = data?.coverage?.authority;
  const authority = data?.authority;
  const condition = conditionOf(state, authority?.status);
  return (
    <Section title={say('node')} id="node">
      <p role="status">
        <span class={`tag ${condition}`}>
          <span aria-hidden="true">{CONDITION_SIGNS[condition]}</span> {say(CONDITION_WORDS[condition])}
        </span>
      </p>
      {(state?.reason ?? authority?.reason) && <p>{state?.reason ?? authority?.reason}</p>}
      {covered?.contradiction && <p class="notice failure">{say('contradiction', { x: covered.contradiction.told })}</p>}
      <dl>
        <Fact name={say('asOf')}>{state?.asOf && moment(state.asOf)}</Fact>
        <Fact name={say('lag')}>{state?.lagSeconds != null && stretch(state.lagSeconds)}</Fact>
        <Fact name={say('lagEntries')}>{state?.lagEntries != null && number(state.lagEntries)}</Fact>
        <Fact name={say('lastContact')}>{state?.lastContact && moment(state.lastContact)}</Fact>
        <Fact name={say('signed')}>{say(state?.verified == null ? 'unknown' : state.verified ? 'yes' : 'no')}</Fact>
        <Fact name={say('entries')}>{covered && number(covered.seq)}</Fact>
        <Fact name={say('setAside')}>{covered?.setAsideTotal ? number(covered.setAsideTotal) : null}</Fact>
        <Fact name={say('contract')}>{authority?.contractVersion}</Fact>
        <Fact name={say('member')}>{authority?.member.name}</Fact>
        <Fact name={say('homepage')}>{authority?.homepage && <WebLink href={authority.homepage} />}</Fact>
      </dl>
    </Section>
  );
}
