import { ACCELERATOR_KINDS, COMPUTE_HUBS, ENVIRONMENTS } from '../../schema/compute/facility.js';
import { aTypeOf, parseId } from '../../schema/ids.js';
import { BadRequest } from '../bad-request.js';
import { askGateway, EXIT, type GatewayRequest, type LookupIo } from '../lookup/ask-gateway.js';
import { oneOf } from '../one-of.js';
import { numberText, wholeNumber } from '../whole-number.js';
import { optionTable, type ShownOptions } from './option-table.js';

/** What `ucat compute options` was asked for. */
export interface ComputeRequest extends GatewayRequest {
  readonly id: string;
  readonly action?: string | undefined;
  readonly purpose?: string | undefined;
  readonly petaflops?: number | undefined;
  readonly accelerator?: readonly string[] | undefined;
  readonly environment?: readonly string[] | undefined;
  readonly hub?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly max: number;
  readonly lang: string;
  readonly json?: boolean | undefined;
  /** Columns of the terminal; without one nothing is cut. */
  readonly columns?: number | undefined;
}

const QUERY = `query ($id: ID!, $need: ComputeNeed, $max: Int, $lang: Lang) { dataset(id: $id) { computeOptions(need: $need, max: $max) {
  leastProtection optionCount refusalCount
  options { id title(lang: $lang) hub cluster region environment verdict conditions { rule text(lang: $lang) } distanceKilometers points reasons { factor points max text(lang: $lang) } }
  refusals { id title(lang: $lang) rule text(lang: $lang) }
} } }`;

/** Prints where a dataset may be processed and where not. @returns the exit code; never throws for what a user can cause */
export const runComputeOptions = (request: ComputeRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask) => {
    const { output, complain } = io;
    const variables = variablesOf(request);
    const { dataset } = (await ask(QUERY, variables)) as { readonly dataset: { readonly computeOptions: ShownOptions | null } | null };
    const found = dataset?.computeOptions;
    if (!found) complain(`There is no dataset ${request.id} in the national index.`);
    else output.write(request.json ? `${JSON.stringify(found)}\n` : optionTable(found, request.columns));
    return found && found.optionCount > 0 ? EXIT.DONE : EXIT.NOT_FOUND;
  });

/** @throws BadRequest */
function variablesOf({ id, petaflops, max, lang, accelerator, environment, hub, action, purpose, region }: ComputeRequest): Readonly<Record<string, unknown>> {
  const parsed = parseId(id);
  if (!parsed.ok) throw new BadRequest(`DATASET: ${parsed.problem}`);
  if (parsed.kind !== 'DATASET') throw new BadRequest(`DATASET: expected the id of a Dataset but got one of ${aTypeOf(parsed.kind)}.`);
  if (petaflops !== undefined && !(Number.isFinite(petaflops) && petaflops >= 0)) throw new BadRequest(`--petaflops: expected a number from 0 but got ${numberText(petaflops)}.`);
  if (region !== undefined && !/^\d{6}$/.test(region)) throw new BadRequest(`--region: expected a GB/T 2260 code of six digits, such as 310000, but got ${region}.`);
  const need = {
    action, purpose, petaflops, region,
    accelerators: accelerator?.map((word) => oneOf('--accelerator', word, ACCELERATOR_KINDS)),
    environments: environment?.map((word) => oneOf('--environment', word, ENVIRONMENTS)),
    hubs: hub?.map((word) => oneOf('--hub', word, COMPUTE_HUBS)),
  };
  return { id, need, max: wholeNumber('--max', max, 1, 100), lang: oneOf('--lang', lang, ['zh', 'en']).toUpperCase() };
}
