import { parseId } from '../../schema/ids.js';
import { isHttpUrl } from '../../subgraphs/kit/env.js';
import { cliTransport } from '../cli-transport.js';
import { BadRequest } from '../import/check-request.js';
import { createPatientClient } from '../import/patient-client.js';
import { EXIT, type LookupIo } from '../lookup/run-get.js';
import { offerTable, type ShownOffer } from './offer-table.js';

/** What `ucat market offers` or `compare` was asked for. */
export interface OffersRequest {
  readonly subject: 'dataset' | 'product';
  readonly id: string;
  readonly calls?: number | undefined;
  readonly units?: number | undefined;
  readonly during?: string | undefined;
  readonly gateway: string;
  readonly token?: string | undefined;
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
export async function runOffers(request: OffersRequest, { output, complain, signal }: LookupIo): Promise<number> {
  const http = cliTransport();
  try {
    const { subject, gateway, token } = request;
    const variables = variablesOf(request);
    const answer = await createPatientClient({ url: gateway, send: http.send, token, attempts: 2, signal })(QUERIES[subject], variables);
    const { found } = (answer[subject === 'dataset' ? 'dataset' : 'productListings'] ?? { found: [] }) as { readonly found: readonly ShownOffer[] };
    if (found.length === 0) complain(`There are no offers for ${request.id} now.`);
    else output.write(request.json ? `${JSON.stringify({ offers: found })}\n` : offerTable(found, request.columns));
    return found.length === 0 ? EXIT.NOT_FOUND : EXIT.DONE;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return EXIT.NOT_DONE;
  } finally {
    await http.close();
  }
}

/** @throws BadRequest */
function variablesOf({ subject, id, calls, units, during, gateway }: OffersRequest): Readonly<Record<string, unknown>> {
  if (!isHttpUrl(gateway)) throw new BadRequest(`--gateway: expected the http or https address of a GraphQL endpoint but got ${gateway}.`);
  for (const [name, value] of Object.entries({ calls, units })) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 0)) throw new BadRequest(`--${name}: expected a whole number from 0 but got ${Number.isNaN(value) ? 'what is no number' : String(value)}.`);
  }
  const parsed = parseId(id);
  if (!parsed.ok && subject === 'dataset') throw new BadRequest(`DATASET: ${parsed.problem}`);
  if (!parsed.ok && parsed.rule === 'CHECK_CHARACTER') throw new BadRequest(`PRODUCT: ${parsed.problem}`);
  return { ...(parsed.ok ? { id } : { code: id }), calls, units, during };
}
