import type { PriceModel } from '../../../../schema/generated/common.js';
import { isCurrency } from '../../../../schema/market/currencies.js';
import { parseDuration } from '../../../../schema/market/duration.js';
import { LONGEST_CODE, PRICE_MODELS, type PublishedOffer } from '../../../../schema/market/offer.js';
import type { Check, Report } from '../report.js';
import { oneOf } from './codes.js';
import { date, period } from './dates.js';
import { list, object } from './lists.js';
import { policy } from './policy.js';
import { text } from './texts.js';

const CODE = new RegExp(`^[0-9A-Za-z][0-9A-Za-z._-]{0,${String(LONGEST_CODE - 1)}}$`);
const CODE_FORM = `up to ${String(LONGEST_CODE)} letters, digits, dots, dashes and underscores, a letter or digit first`;
const MOST_OFFERS = 100;

/** 登记结果查询码; no public text says how it is made up, so what is checked is that it can be looked up by. */
export const registrationCode: Check<string, string> = (value, field, report) => {
  const clean = value.trim();
  return CODE.test(clean) ? clean : report('REGISTRATION_CODE', field, value, `Expected the code as the registry gave it: ${CODE_FORM}.`);
};

const code: Check<string, string> = (value, field, report) =>
  CODE.test(value.trim()) ? value.trim() : report('PRICE', field, value, `Expected ${CODE_FORM}.`);

const currency: Check<string, string> = (value, field, report) => (isCurrency(value.trim()) ? value.trim() : report('PRICE', field, value, 'Expected a currency by its ISO 4217 code, such as CNY.'));

const wholeNumber =
  (min: number, what: string): Check<number, number> =>
  (value, field, report) =>
    Number.isSafeInteger(value) && value >= min ? value : report('NUMBER', field, value, `Expected ${what}: a whole number from ${String(min)}.`);

const duration: Check<string, string> = (value, field, report) =>
  parseDuration(value.trim()) ? value.trim() : report('PRICE', field, value, 'Expected an ISO 8601 duration of days, weeks, months or years, such as P1M.');

const offer = object<PublishedOffer>(['code', 'priceModel'], {
  code,
  priceModel: oneOf<PriceModel>(PRICE_MODELS),
  amount: wholeNumber(0, 'the price in minor units of its currency'),
  currency,
  per: wholeNumber(1, 'how many calls or units the amount is for'),
  unit: text(100),
  period: duration,
  policy,
  validFrom: date,
  validThrough: date,
});

type Priced = Exclude<keyof PublishedOffer, 'code' | 'priceModel' | 'policy' | 'validFrom' | 'validThrough'>;

/** What an offer of each price model must say of its price, and what it may. */
const PRICES: Readonly<Record<PriceModel, { readonly must: readonly Priced[]; readonly may: readonly Priced[] }>> = {
  FREE: { must: [], may: [] },
  ONCE: { must: ['amount', 'currency'], may: [] },
  PER_CALL: { must: ['amount', 'currency'], may: ['per'] },
  SUBSCRIPTION: { must: ['amount', 'currency', 'period'], may: [] },
  BY_USAGE: { must: ['amount', 'currency', 'unit'], may: ['per'] },
  NEGOTIATED: { must: [], may: [] },
};

const PRICED: readonly Priced[] = ['amount', 'currency', 'per', 'unit', 'period'];

/** Offers of a product, each of its own code. */
export const offers: Check<readonly object[], readonly PublishedOffer[]> = (values, field, report) => {
  const found = list(pricedOffer, MOST_OFFERS)(values, field, report);
  const codes = new Set<string>();
  for (const { code: one } of found ?? []) {
    if (codes.has(one)) report('DUPLICATE', field, one, `Expected a code of its own for each offer but ${one} occurs twice.`);
    codes.add(one);
  }
  return found;
};

const pricedOffer: Check<object, PublishedOffer> = (value, field, report) => {
  const clean = offer(value, field, report);
  if (clean?.priceModel === undefined) return clean;
  checkPrice(clean, field, report);
  if (clean.validFrom !== undefined && clean.validThrough !== undefined) period({ start: clean.validFrom, end: clean.validThrough }, field, report);
  return clean;
};

function checkPrice(clean: PublishedOffer, field: string, report: Report): void {
  const { must, may } = PRICES[clean.priceModel];
  for (const name of PRICED) {
    if (must.includes(name) && clean[name] === undefined) report('PRICE', `${field}.${name}`, null, `Expected ${name}: the price model ${clean.priceModel} needs it.`);
    if (!must.includes(name) && !may.includes(name) && clean[name] !== undefined) report('PRICE', `${field}.${name}`, clean[name], `Expected no ${name}: the price model ${clean.priceModel} has none.`);
  }
}
