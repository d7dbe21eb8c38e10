import { DEFAULT_IRI_BASE } from '../../schema/formats/linked.js';
import type { DspDataset, DspDistribution, DspOffer } from './messages.js';
import { toDspOffer } from './to-dsp-offer.js';

/** A dataset as the national view answers it. */
export interface AnsweredDataset {
  readonly id: string;
  readonly authority: string;
  readonly title: string;
  readonly description: string | null;
  readonly openness: string;
  readonly grade: string | null;
  readonly policy: string | null;
  readonly distributions: readonly { readonly accessURL: string; readonly format: string | null; readonly mediaType: string | null }[];
}

/** Fields of `AnsweredDataset`, as they are asked for. */
export const DATASET_FIELDS = 'id authority title description openness grade policy distributions { accessURL format mediaType }';

const datasetIri = (id: string): string => DEFAULT_IRI_BASE + id;

/**
 * A dataset with its owner's terms. Null where there is nothing to offer: no way to get it, terms that the protocol can't say
 * whole, or a grade or an openness that is stricter than the policy. Terms of data products made from it are not among them:
 * offers of the protocol are alternatives, and a listing must not widen what an owner permits.
 */
export function toDspDataset({ id, title, description, openness, grade, policy, distributions }: AnsweredDataset): DspDataset | null {
  const own = termsOf(id, openness, grade, policy);
  if (own === null || distributions.length === 0) return null;
  return {
    '@type': 'Dataset',
    '@id': datasetIri(id),
    title,
    ...(description !== null && { description }),
    hasPolicy: [own],
    distribution: distributions.map((one, index): DspDistribution => ({
      '@type': 'Distribution',
      format: one.format ?? one.mediaType ?? 'HttpData-PULL',
      accessService: { '@id': `urn:ucat:access:${id}:${String(index + 1)}`, '@type': 'DataService', endpointURL: one.accessURL },
    })),
  };
}

/** By the table of docs/policies.md, where the stricter of grade, openness and policy decides. */
function termsOf(id: string, openness: string, grade: string | null, policy: string | null): DspOffer | null {
  const offerId = `urn:ucat:offer:${id}`;
  if (grade === 'CORE' || (grade === 'IMPORTANT' && openness === 'OPEN')) return null;
  if (policy === null) return termsOfOpenness(openness, offerId);
  return openness === 'OPEN' ? toDspOffer(policy, offerId, [id, datasetIri(id)]) : null;
}

/** What openness comes to where the owner wrote no policy: open to all, open to those who ask, or closed. */
function termsOfOpenness(openness: string, id: string): DspOffer {
  const offer = { '@type': 'Offer', '@id': id } as const;
  if (openness === 'OPEN') return { ...offer, permission: [{ action: 'use' }] };
  if (openness === 'CONDITIONAL') return { ...offer, permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] };
  return { ...offer, prohibition: [{ action: 'use' }] };
}
