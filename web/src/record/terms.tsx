import type { RecordDetails } from '../api/record-answer.js';
import { Fact, Section } from '../parts/page.js';
import { isWeb, WebLink } from '../parts/web-link.js';
import { say, term } from '../words/say.js';
import { Policy } from './policy.js';

/** What one may do with it: the first thing that whoever wants data has to know. */
export function Terms({ record }: { readonly record: RecordDetails }) {
  const { shareType, shareCondition, openness, grade, license, policy } = record;
  if (shareType === undefined) return null;
  return (
    <Section title={say('terms')} id="terms">
      <p class="kind">
        <span class={`tag share-${shareType}`}>{term('SHARE_TYPE', shareType)}</span>
        {openness !== undefined && <span class="tag">{term('OPENNESS', openness)}</span>}
        {grade != null && <span class="tag">{term('GRADE', grade)}</span>}
      </p>
      <dl>
        <Fact name={say('condition')}>{shareCondition}</Fact>
        <Fact name={say('license')}>{license == null ? say('noLicense') : isWeb(license) ? <WebLink href={license} /> : license}</Fact>
      </dl>
      {policy != null && <Policy policy={policy} word="policy" />}
    </Section>
  );
}
