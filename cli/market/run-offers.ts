import { parseId } from '../../schema/ids.js';
import { BadRequest } from '../bad-request.js';
import { askGateway, EXIT, type GatewayRequest, type LookupIo } from '../lookup/ask-gateway.js';
import { wholeNumber } from '../whole-number.js';
import { offerTable, type ShownOffer } from './offer-table.js';

/** What `ucat market offers` or `compare` was asked for. */
export interface OffersRequest extends GatewayRequest {
  readonly subject: 'dataset' | 'product';
  readonly id: string;
  readonly calls?: number | undefined;
  readonly units?: number | undefined;
  readonly during?: string | undefined;
  readonly json?: boolean | undefined;
  /** Columns of the terminal; without one nothing is cut. */
  readonly columns?: number | undefined;
}

const NEED = 'calls: $calls, units: $units, during: $during';
const OFFERS = `offers(${NEED}) { code priceModel price { amount currency text } per unit period cost(${NEED}) { amount currency text } validThrough product { id title } exchange: product { exchange { code name } } }`;
const QUERIES = {
  dataset: `query ($id: ID!, $calls: MinorUnits, $units: MinorUnits, $during: String) { dataset(id: $id) { found: ${OFFERS} } }`,
  product: `query ($id: ID, $code: String, $calls: MinorUnits, $units: MinorUnits, $during: String) { productListings(product: $id, registrationCode: $code) { found: ${OFFERS} } }`,
} as const;

/** Prints offers beside each other. @returns the exit code; never throws for what a user can cause */
export const runOffers = (request: OffersRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask) => {
    const { output, complain } = io;
    const { subject } = request;
    const answer = await ask(QUERIES[subject], variablesOf(request));
    const { found } = (answer[subject === 'dataset' ? 'dataset' : 'productListings'] ?? { found: [] }) as { readonly found: readonly ShownOffer[] };
    if (found.length === 0) complain(`There are no offers for ${request.id} now.`);
    else output.write(request.json ? `${JSON.stringify({ offers: found })}\n` : offerTable(found, request.columns));
    return found.length === 0 ? EXIT.NOT_FOUND : EXIT.DONE;
  });

/** @throws BadRequest */
function variablesOf({ subject, id, calls, units, during }: OffersRequest): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries({ calls, units })) {
    if (value !== undefined) wholeNumber(`--${name}`, value, 0);
  }
  const parsed = parseId(id);
  if (!parsed.ok && subject === 'dataset') throw new BadRequest(`DATASET: ${parsed.problem}`);
  if (!parsed.ok && parsed.rule === 'CHECK_CHARACTER') throw new BadRequest(`PRODUCT: ${parsed.problem}`);
  return { ...(parsed.ok ? { id } : { code: id }), calls, units, during };
}
