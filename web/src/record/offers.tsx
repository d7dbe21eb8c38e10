import type { Listed, Offered } from '../api/layers-answer.js';
import { Section } from '../parts/page.js';
import { recordPath } from '../parts/web-link.js';
import { number, period, say, term } from '../words/say.js';
import { Policy } from './policy.js';

const MODELS = ['FREE', 'ONCE', 'PER_CALL', 'SUBSCRIPTION', 'BY_USAGE', 'NEGOTIATED'];

/** Offers beside each other: a column for each listing, a row for each way to pay. */
export function Offers({ listings, offers }: { readonly listings: readonly Listed[]; readonly offers: readonly Offered[] }) {
  const shown = listings.filter(({ id }) => offers.some(({ product }) => product.id === id));
  const models = [...new Set([...MODELS, ...offers.map(({ priceModel }) => priceModel)])].filter((model) => offers.some(({ priceModel }) => priceModel === model));
  return (
    <Section title={say('offers')} id="offers">
      {shown.length === 0 && <p class="about">{say('noOffers')}</p>}
      {shown.length > 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-labelledby="offers-title">
          <table class="plain-table offers">
            <thead>
              <tr>
                <td />
                {shown.map(({ id, title, exchange }) => (
                  <th key={id} scope="col">
                    <strong>{exchange?.name ?? id.split('-', 1)[0]}</strong>
                    <a href={recordPath(id)}>{title}</a>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {models.map((model) => (
                <tr key={model}>
                  <th scope="row">{term('PRICE_MODEL', model)}</th>
                  {shown.map(({ id }) => (
                    <td key={id}>
                      {offers.filter((offer) => offer.product.id === id && offer.priceModel === model).map((offer) => (
                        <OfferCell key={offer.code} offer={offer} />
                      ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function OfferCell({ offer }: { readonly offer: Offered }) {
  const { standing, terms, validFrom, validThrough } = offer;
  return (
    <div class="offer">
      <span class="price">{priceOf(offer)}</span>
      {standing !== 'OPEN' && <span class={`tag offer-${standing}`}>{standing === 'ENDED' ? say('offerEnded') : say('offerUpcoming', { x: validFrom ?? '' })}</span>}
      {standing === 'OPEN' && validThrough !== null && <span class="about">{say('validThrough', { x: validThrough })}</span>}
      {terms !== null && <Policy policy={terms} word="offerTerms" />}
    </div>
  );
}

/** A price with what it is for: amounts are written as the market tells them, never reckoned here. */
function priceOf({ priceModel, price, per, unit, period: duration }: Offered): string {
  if (!price) return term('PRICE_MODEL', priceModel);
  const amount = `${price.text} ${price.currency}`;
  if (duration !== null) return `${amount} / ${period(duration)}`;
  if (priceModel === 'PER_CALL') return `${amount} / ${per === null || per === 1 ? say('call') : say('calls', { n: per })}`;
  if (unit !== null) return `${amount} / ${per === null || per === 1 ? '' : `${number(per)} `}${unit}`;
  return amount;
}
