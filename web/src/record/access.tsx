import type { Distribution, RecordDetails } from '../api/record-answer.js';
import { Fact, Section } from '../parts/page.js';
import { WebLink } from '../parts/web-link.js';
import { bytes, say } from '../words/say.js';

/** How to get the data: files, or where an interface is. */
export function Access({ record }: { readonly record: RecordDetails }) {
  const { distributions, endpointURL, endpointDescription } = record;
  if (endpointURL !== undefined) {
    return (
      <Section title={say('getData')} id="access">
        <dl>
          <Fact name={say('endpoint')}>
            <WebLink href={endpointURL} />
          </Fact>
          {endpointDescription != null && (
            <Fact name={say('endpointDescription')}>
              <WebLink href={endpointDescription} />
            </Fact>
          )}
        </dl>
      </Section>
    );
  }
  if (distributions === undefined) return null;
  return (
    <Section title={say('getData')} id="access">
      {distributions.length === 0 && <p class="about">{say('noDistributions')}</p>}
      <ul class="distributions">
        {distributions.map((one) => (
          <DistributionItem key={one.accessURL} one={one} />
        ))}
      </ul>
    </Section>
  );
}

function DistributionItem({ one }: { readonly one: Distribution }) {
  const { title, accessURL, downloadURL, format, mediaType, byteSize, license } = one;
  return (
    <li>
      <span class="tag format-tag">{format ?? mediaType ?? '—'}</span>
      <span class="what">
        {title !== format && title}
        <WebLink href={accessURL} />
        <span class="about">{[byteSize === null ? null : bytes(byteSize), mediaType, license].filter(Boolean).join(' · ')}</span>
      </span>
      {downloadURL !== null && downloadURL !== accessURL && <WebLink href={downloadURL}>{say('download')}</WebLink>}
    </li>
  );
}
