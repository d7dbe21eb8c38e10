import operation from '../../operations/record.graphql';
import type { RecordAnswer, RecordDetails } from '../api/record-answer.js';
import type { CatalogError } from '../api/ask.js';
import { Failure } from '../parts/failure.js';
import { HitLines } from '../parts/hit-lines.js';
import { Heading, Section, Skeleton } from '../parts/page.js';
import { recordPath } from '../parts/web-link.js';
import { lang } from '../state/language.js';
import { listAddress } from '../state/search-state.js';
import { useAnswer } from '../state/use-answer.js';
import { moment, say, term } from '../words/say.js';
import { Access } from './access.js';
import { FacilityPart } from './facility-part.js';
import { Facts } from './facts.js';
import { Items } from './items.js';
import { Layers } from './layers.js';
import { Relations } from './lineage.js';
import { ProvenancePart } from './provenance-part.js';
import { QualityPart } from './quality-part.js';
import { Terms } from './terms.js';

/** The records that go with one of a kind: by the second part of its id. */
const RELATED: Readonly<Record<string, 'standards' | 'owners'>> = { ST: 'standards', OR: 'owners' };

/** `/id/{id}`: one record of any kind. */
export function RecordPage({ id }: { readonly id: string }) {
  const [authority = '', kind = ''] = id.split('-');
  const related = RELATED[kind];
  const variables = { id, authority, lang: lang.value, related: related === undefined ? null : { [related]: [id] }, hasRelated: related !== undefined };
  const { data, errors, isLoading, again } = useAnswer<RecordAnswer>(operation, variables);
  const record = data?.record;
  const own = record?.id === id ? record : null;
  if (!own && isLoading) return <Skeleton lines={14} />;
  if (!own) return <NoRecord id={id} error={errors.find(({ path }) => path === undefined || path[0] === 'record')} again={again} />;
  return (
    <article class="record">
      <Head record={own} authorityName={data?.authority?.name ?? own.authority} />
      <div class="columns of-record">
        <div>
          <Section title={say('about')} id="about">
            {own.description ? <Paragraphs text={own.description} /> : <p class="about">{say('noDescription')}</p>}
          </Section>
          {own.outcome != null && own.outcome !== '' && (
            <Section title={say('outcome')} id="outcome">
              <Paragraphs text={own.outcome} />
            </Section>
          )}
          <FacilityPart record={own} />
          <Access record={own} />
          <Items items={own.items ?? []} />
          <Relations record={own} />
          {related !== undefined && data?.related && (
            <Section title={say(related === 'standards' ? 'usedBy' : 'ownedBy')} id="related">
              {data.related.total === 0 && <p class="about">{say('nothing')}</p>}
              <HitLines hits={data.related.edges.map(({ node }) => node)} />
              {data.related.total > data.related.edges.length && <a href={listAddress({ [related]: id })}>{say('allOf', { n: data.related.total })}</a>}
            </Section>
          )}
        </div>
        <div>
          <Terms record={own} />
          <Facts record={own} authorityName={data?.authority?.name ?? own.authority} />
          <QualityPart quality={own.quality ?? null} />
          <ProvenancePart key={`${id} ${String(own.version)}`} record={own} publicKey={data?.authority?.member.publicKey ?? null} />
        </div>
        <div class="layers">
          <Layers record={own} kind={kind} />
        </div>
      </div>
    </article>
  );
}

function Head({ record, authorityName }: { readonly record: RecordDetails; readonly authorityName: string }) {
  const other = record.titles.find(({ lang: tag, text }) => text !== record.title && tag.startsWith(lang.value === 'EN' ? 'zh' : 'en'));
  return (
    <header class="record-head">
      <p class="kind">
        <span class={`tag kind-${record.kind}`}>{term('KIND', record.kind)}</span> {authorityName}
      </p>
      <Heading title={record.title}>{record.title}</Heading>
      {other && (
        <p class="other-title" lang={other.lang}>
          {other.text}
        </p>
      )}
      {record.servedFrom === 'REPLICA' && (
        <p class="notice partial" role="status">
          {say('fromReplica', { x: moment(record.asOf) })}
        </p>
      )}
    </header>
  );
}

const Paragraphs = ({ text }: { readonly text: string }) => (
  <div class="text">
    {text.split(/\n{2,}/).map((paragraph, index) => (
      <p key={index}>{paragraph}</p>
    ))}
  </div>
);

/** There is no such record, or none any more, or nobody knows at the moment. */
function NoRecord({ id, error, again }: { readonly id: string; readonly error: CatalogError | undefined; readonly again: () => void }) {
  const { code = 'RECORD_NOT_FOUND', reason, replacedBy } = error?.extensions ?? {};
  if (code === 'RECORD_RETIRED') {
    return (
      <div class="notice">
        <Heading title={say('goneTitle')}>{say('goneTitle')}</Heading>
        {reason && <p>{say('goneReason', { x: reason })}</p>}
        {replacedBy && (
          <p>
            {say('replacedBy')} <a href={recordPath(replacedBy)}>{replacedBy}</a>
          </p>
        )}
      </div>
    );
  }
  const isMissing = code === 'RECORD_NOT_FOUND' || code === 'UNKNOWN_AUTHORITY';
  if (!isMissing && code !== 'BAD_ID' && error) {
    return (
      <>
        <Heading title={id}>{id}</Heading>
        <Failure error={error} again={again} />
      </>
    );
  }
  return (
    <div class="notice">
      <Heading title={say('notFoundTitle')}>{say('notFoundTitle')}</Heading>
      <p>{say(code === 'BAD_ID' ? 'badId' : 'notFound', { x: id })}</p>
      {code === 'BAD_ID' && <p class="about">{error?.message}</p>}
      <a href="/">{say('backToSearch')}</a>
    </div>
  );
}
