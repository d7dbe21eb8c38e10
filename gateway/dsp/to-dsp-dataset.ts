import type { DspDataset, DspDistribution, DspOffer } from './messages.js';
import { toDspOffer } from './to-dsp-offer.js';

/** A dataset as the national view answers it. */
export interface AnsweredDataset {
  readonly id: string;
  readonly authority: string;
  readonly title: string;
  readonly description: string | null;
  readonly openness: string;
  readonly policy: string | null;
  readonly distributions: readonly { readonly accessURL: string; readonly format: string | null; readonly mediaType: string | null }[];
  /** Null where the market does not answer. */
  readonly offers: readonly { readonly code: string; readonly terms: string | null; readonly product: { readonly id: string } }[] | null;
}

/** Fields of `AnsweredDataset`, as they are asked for. */
export const DATASET_FIELDS = 'id authority title description openness policy distributions { accessURL format mediaType } offers { code terms product { id } }';

export const datasetIri = (id: string): string => `urn:ucat:id:${id}`;

/**
 * A dataset with the terms that it is offered on. Null where there is nothing to offer: no way to get it, or a policy that the
 * protocol can't say, for other terms than its owner's are never told.
 */
export function toDspDataset({ id, title, description, openness, policy, distributions, offers }: AnsweredDataset): DspDataset | null {
  const own = policy === null ? termsOfOpenness(openness, `urn:ucat:offer:${id}`) : toDspOffer(policy, `urn:ucat:offer:${id}`);
  if (own === null || distributions.length === 0) return null;
  const market = (offers ?? []).flatMap(({ code, terms, product }) => (terms === null ? [] : (toDspOffer(terms, `urn:ucat:offer:${product.id}:${code}`) ?? [])));
  return {
    '@type': 'Dataset',
    '@id': datasetIri(id),
    title,
    ...(description !== null && { description }),
    hasPolicy: [own, ...market],
    distribution: distributions.map((one, index): DspDistribution => ({
      '@type': 'Distribution',
      format: one.format ?? one.mediaType ?? 'HttpData-PULL',
      accessService: { '@id': `urn:ucat:access:${id}:${String(index + 1)}`, '@type': 'DataService', endpointURL: one.accessURL },
    })),
  };
}

/** What openness comes to where the owner wrote no policy: open to all, open to those who ask, or closed. */
function termsOfOpenness(openness: string, id: string): DspOffer {
  const offer = { '@type': 'Offer', '@id': id } as const;
  if (openness === 'OPEN') return { ...offer, permission: [{ action: 'use' }] };
  if (openness === 'CONDITIONAL') return { ...offer, permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] };
  return { ...offer, prohibition: [{ action: 'use' }] };
}
