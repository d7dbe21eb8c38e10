import operation from '../../operations/federation.graphql';
import type { FederationAnswer, NodeState } from '../api/answers.js';
import { Failure } from '../parts/failure.js';
import { Heading, Section, Skeleton } from '../parts/page.js';
import { authorityPath } from '../parts/web-link.js';
import { lang } from '../state/language.js';
import { useAnswer } from '../state/use-answer.js';
import { moment, say, stretch } from '../words/say.js';
import type { Word } from '../words/words.js';
import { CONDITION_SIGNS, CONDITION_WORDS, conditionOf, type Condition } from './node-condition.js';
import { RegionMap } from './region-map.js';

const POLL_MILLIS = 5_000;

interface Tile {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly condition: Condition;
  readonly state: NodeState | undefined;
  readonly total: number | undefined;
}

/** `/federation`: every node, as the index hears it. */
export function FederationPage() {
  const { data, errors, isLoading, again } = useAnswer<FederationAnswer>(operation, { lang: lang.value }, POLL_MILLIS);
  const tiles = tilesOf(data);
  const heard = tiles.filter(({ condition }) => condition === 'ok' || condition === 'behind').length;
  const failure = errors.find(({ path }) => path === undefined || path[0] !== 'coverage');
  return (
    <div class="federation">
      <Heading title={say('federationTitle')}>{say('federationTitle')}</Heading>
      <p class="about">{say('federationText')}</p>
      {failure && <Failure error={failure} again={again} />}
      {tiles.length === 0 && isLoading && <Skeleton lines={12} />}
      {tiles.length > 0 && (
        <>
          <p class="tally" role="status">
            <span class="tag ok">
              {CONDITION_SIGNS.ok} {say('heard', { n: heard })}
            </span>
            {heard < tiles.length && (
              <span class="tag down">
                {CONDITION_SIGNS.down} {say('notHeard', { n: tiles.length - heard })}
              </span>
            )}
            {data?.search?.index.asOf && <span class="about">{say('asOfLine', { x: moment(data.search.index.asOf) })}</span>}
          </p>
          <div class="columns wide">
            <div>
              <Tiles word="REGIONS" tiles={tiles.filter(({ kind }) => kind === 'REGION')} />
              <Tiles word="MINISTRIES" tiles={tiles.filter(({ kind }) => kind === 'MINISTRY')} />
              <Tiles word="BODIES" tiles={tiles.filter(({ kind }) => kind !== 'REGION' && kind !== 'MINISTRY')} />
            </div>
            <Section title={say('map')} id="map">
              <p class="about">{say('mapText')}</p>
              <RegionMap conditions={new Map(tiles.map(({ code, condition }) => [code, condition]))} />
            </Section>
          </div>
        </>
      )}
    </div>
  );
}

function tilesOf(data: Partial<FederationAnswer> | null): readonly Tile[] {
  const states = new Map((data?.search?.index.authorities ?? []).map((state) => [state.authority, state]));
  const totals = new Map((data?.coverage?.authorities ?? []).map(({ authority, total }) => [authority, total]));
  return (data?.authorities ?? []).map(({ code, name, kind, status }) => ({ code, name, kind, state: states.get(code), condition: conditionOf(states.get(code), status), total: totals.get(code) }));
}

function Tiles({ word, tiles }: { readonly word: Word; readonly tiles: readonly Tile[] }) {
  if (tiles.length === 0) return null;
  return (
    <section aria-labelledby={`tiles-${word}`}>
      <h2 id={`tiles-${word}`}>{say(word)}</h2>
      <ul class="tiles">
        {tiles.map(({ code, name, condition, state, total }) => (
          <li key={code} class={`tile ${condition}`}>
            <a href={authorityPath(code)}>{name}</a>
            <span class="condition">
              <span aria-hidden="true">{CONDITION_SIGNS[condition]}</span> {say(CONDITION_WORDS[condition])}
            </span>
            <span class="about">
              {[total === undefined ? null : say(total === 1 ? 'record' : 'records', { n: total }), late(state)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How far it is behind, where that is worth a word. */
const late = (state: NodeState | undefined): string | null => (state?.lagSeconds != null && state.lagSeconds >= 60 ? `${say('lag')} ${stretch(state.lagSeconds)}` : null);
