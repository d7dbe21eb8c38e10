import type { RecordDetails } from '../api/record-answer.js';
import { isDcatKind } from '../../../schema/formats/export-record.js';
import { Fact, Section } from '../parts/page.js';
import { StandardStatus } from '../parts/standard-status.js';
import { authorityPath, WebLink } from '../parts/web-link.js';
import { listAddress } from '../state/search-state.js';
import { day, say, term } from '../words/say.js';
import { known, LinkList, LinkTo } from './links.js';
import { TagsFact } from './tags-fact.js';

/** All else that a record says of itself. */
export function Facts({ record, authorityName }: { readonly record: RecordDetails; readonly authorityName: string }) {
  const { owner, series, parent, number, status, themes, industries, region, temporal, frequency, updates, issued, modified, keywords, landingPage, homepage, uscc, registrationCode, kind, sources, id, authority, hub, cluster, demandState, neededBy } = record;
  const standards = known(record.conformsTo);
  const period = temporal && [temporal.start, temporal.end].map((date) => date ?? '…').join(' – ');
  return (
    <Section title={say('facts')} id="facts">
      <dl>
        <Fact name={say('number')}>{number}</Fact>
        <Fact name={say('status')}>{status != null && <StandardStatus status={status} />}</Fact>
        <Fact name={say('demandState')}>{demandState != null && <span class={`tag demand-${demandState}`}>{term('DEMAND_STATE', demandState)}</span>}</Fact>
        <Fact name={say('neededBy')}>{neededBy != null && day(neededBy)}</Fact>
        <Fact name={say('hub')}>{hub != null && <a href={listAddress({ hubs: hub })}>{term('HUB', hub)}</a>}</Fact>
        <Fact name={say('cluster')}>{cluster}</Fact>
        <Fact name={say('owner')}>{owner && <LinkTo to={owner} />}</Fact>
        <Fact name={say('parent')}>{parent && <LinkTo to={parent} />}</Fact>
        <Fact name={say('series')}>{series && <LinkTo to={series} />}</Fact>
        <Fact name={say('conformsTo')}>{standards.length > 0 && <LinkList links={standards} />}</Fact>
        <TagsFact name={say('themes')} filter="themes" values={themes} />
        <TagsFact name={say('INDUSTRY')} filter="industries" values={industries} />
        <Fact name={say('region')}>{region != null && <a href={listAddress({ region })}>{term('REGION', region)}</a>}</Fact>
        <Fact name={say('temporal')}>{period}</Fact>
        <Fact name={say('frequency')}>{frequency != null ? term('FREQUENCY', frequency) : updates != null && term('FREQUENCY', updates)}</Fact>
        <Fact name={say('issued')}>{issued !== null && day(issued)}</Fact>
        <Fact name={say('modifiedAt')}>{modified !== null && day(modified)}</Fact>
        <TagsFact name={say('keywords')} filter="keywords" values={keywords} />
        <Fact name={say('uscc')}>{uscc}</Fact>
        <Fact name={say('registrationCode')}>{registrationCode}</Fact>
        <Fact name={say('homepage')}>{homepage != null && <WebLink href={homepage} />}</Fact>
        <Fact name={say('landingPage')}>{landingPage !== null && <WebLink href={landingPage} />}</Fact>
        <Fact name={say('authority')}>
          <a href={authorityPath(authority)}>{authorityName}</a>
        </Fact>
        <Fact name={say('sources')}>{sources.length > 0 && sources.map(({ system, identifier }) => `${system}: ${identifier}`).join('; ')}</Fact>
        <Fact name={say('id')}>
          <code>{id}</code>
        </Fact>
        {isDcatKind(kind) && (
          <Fact name={say('otherForms')}>
            <a href={`/id/${id}?format=turtle`}>Turtle</a> · <a href={`/id/${id}?format=jsonld`}>JSON-LD</a>
          </Fact>
        )}
      </dl>
    </Section>
  );
}
