import { textTable, type Column } from '../lookup/text-table.js';

interface ShownMoney {
  readonly text: string;
  readonly currency: string;
}

/** An offer as `--json` prints it. */
export interface ShownOffer {
  readonly code: string;
  readonly priceModel: string;
  readonly price: ShownMoney | null;
  readonly per: number | null;
  readonly unit: string | null;
  readonly period: string | null;
  readonly cost: ShownMoney | null;
  readonly validThrough: string | null;
  readonly product: { readonly id: string; readonly title: string | null };
  readonly exchange: { readonly exchange: { readonly code: string; readonly name: string | null } | null };
}

const COLUMNS: readonly Column[] = [['exchange', 24], ['price', 30], ['cost', 18], ['until', 12], ['product', 27], ['', Infinity]];

/** The offers, a line each: exchange, price, what it costs for the need, last day, id and title of the product. */
export const offerTable = (offers: readonly ShownOffer[], columns?: number): string =>
  textTable(COLUMNS, offers.map((offer) => [offer.exchange.exchange?.name ?? offer.exchange.exchange?.code ?? '', priceText(offer), moneyText(offer.cost), offer.validThrough?.slice(0, 10) ?? '', offer.product.id, offer.product.title ?? '']), columns);

const moneyText = (money: ShownMoney | null): string => (money ? `${money.text} ${money.currency}` : '');

function priceText({ priceModel, price, per, unit, period }: ShownOffer): string {
  const of = period ?? (per === null ? null : per === 1 ? (unit ?? 'call') : `${String(per)} ${unit ?? 'calls'}`);
  return price ? `${moneyText(price)}${of === null ? '' : ` / ${of}`}` : priceModel;
}
