import type { RecordDetails } from '../api/record-answer.js';
import { Fact, Section } from '../parts/page.js';
import { number, say, term } from '../words/say.js';
import { TagsFact } from './tags-fact.js';

/** What a computing facility has, and in which environments it protects what is computed there. */
export function FacilityPart({ record: { kind, capacity, accelerators, energy, environments } }: { readonly record: RecordDetails }) {
  if (kind !== 'COMPUTE_FACILITY') return null;
  const { petaflops = null, freePetaflops = null, racks = null, storagePetabytes = null } = capacity ?? {};
  const { pue = null, renewablePercent = null } = energy ?? {};
  return (
    <Section title={say('facility')} id="facility">
      <dl>
        <TagsFact name={say('environments')} filter="environments" values={environments} />
        <Fact name={say('petaflops')}>{petaflops !== null && say('petaflopsValue', { n: petaflops }) + (freePetaflops === null ? '' : say('petaflopsFree', { n: freePetaflops }))}</Fact>
        <Fact name={say('accelerators')}>{accelerators && accelerators.length > 0 && accelerators.map(acceleratorText).join(' · ')}</Fact>
        <Fact name={say('racks')}>{racks !== null && number(racks)}</Fact>
        <Fact name={say('storage')}>{storagePetabytes !== null && `${number(storagePetabytes)} PB`}</Fact>
        <Fact name={say('pue')}>{pue !== null && number(pue)}</Fact>
        <Fact name={say('renewable')}>{renewablePercent !== null && `${number(renewablePercent)}%`}</Fact>
      </dl>
    </Section>
  );
}

const acceleratorText = ({ kind, model, count }: NonNullable<RecordDetails['accelerators']>[number]): string =>
  [model ?? (kind === null ? '—' : term('ACCELERATOR', kind)), count === null ? null : `× ${number(count)}`].filter(Boolean).join(' ');
