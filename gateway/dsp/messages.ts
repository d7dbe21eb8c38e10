/** What every document of the Dataspace Protocol 2025-1 names as its context. */
export const DSP_CONTEXT: readonly string[] = ['https://w3id.org/dspace/2025/1/context.jsonld'];

export type DspConstraint = Readonly<Record<string, unknown>>;

export interface DspRule {
  readonly action: string;
  readonly constraint?: readonly DspConstraint[];
  readonly duty?: readonly DspRule[];
}

/** Terms on which a dataset is offered; in a catalog they name no target. */
export interface DspOffer {
  readonly '@type': 'Offer';
  readonly '@id': string;
  readonly permission?: readonly DspRule[];
  readonly prohibition?: readonly DspRule[];
  readonly obligation?: readonly DspRule[];
}

export interface DspDistribution {
  readonly '@type': 'Distribution';
  readonly format: string;
  readonly accessService: { readonly '@id': string; readonly '@type': 'DataService'; readonly endpointURL: string };
}

export interface DspDataset {
  readonly '@type': 'Dataset';
  readonly '@id': string;
  readonly title: string;
  readonly description?: string;
  readonly hasPolicy: readonly DspOffer[];
  readonly distribution: readonly DspDistribution[];
}

export interface DspCatalog {
  readonly '@type': 'Catalog';
  readonly '@id': string;
  readonly participantId?: string;
  readonly dataset?: readonly DspDataset[];
  readonly catalog?: readonly DspCatalog[];
}

/** Why a request was not answered. */
export const catalogErrorMessage = (code: string, reasons: readonly string[]) => ({ '@context': DSP_CONTEXT, '@type': 'CatalogError', code, reason: reasons });

/** The reason why a body is no CatalogRequestMessage that is answered here; null where it is one. */
export function requestProblem(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'Expected a CatalogRequestMessage: one JSON object.';
  const { '@context': context, '@type': type, filter } = body as Readonly<Record<string, unknown>>;
  const isContext = Array.isArray(context) && context.every((one) => typeof one === 'string') && context.includes(DSP_CONTEXT[0] as string);
  if (!isContext) return `@context: expected a list of texts with ${String(DSP_CONTEXT[0])} in it.`;
  if (type !== 'CatalogRequestMessage') return `@type: expected CatalogRequestMessage but got ${JSON.stringify(type)}.`;
  if (filter !== undefined && !Array.isArray(filter)) return 'filter: expected a list.';
  return filter === undefined || filter.length === 0 ? null : 'filter: expected none, for no language of filters is known here. Search at /graphql.';
}
