import type { PublishedDocument } from './published-document.js';

/**
 * How complete a record's metadata are, from 0 to 1000: a record that says more of itself is easier to judge and
 * to use, and stands before one that says less. Each part counts for what it is worth to someone who looks for data.
 */
export function completeness(document: PublishedDocument): number {
  const { descriptions, keywords, themes, distributions, license, owner, temporal, region, bbox, items, landingPage, conformsTo, frequency, titles } = document;
  const described = Math.min(1, descriptions.reduce((sum, { text }) => sum + text.length, 0) / 200);
  const parts: readonly (readonly [weight: number, share: number])[] = [
    [200, described],
    [100, Math.min(1, keywords.length / 3)],
    [80, share(themes.length > 0)],
    [150, share(distributions.some(({ accessURL, downloadURL }) => accessURL !== '' || downloadURL !== ''))],
    [70, share(distributions.some(({ format }) => format !== ''))],
    [80, share(license !== '')],
    [100, share(owner !== '')],
    [50, share(temporal !== null)],
    [40, share(region !== '' || bbox !== null)],
    [50, share(items.length > 0)],
    [20, share(landingPage !== '')],
    [20, share(conformsTo.length > 0)],
    [20, share(frequency !== '')],
    [20, share(new Set(titles.map(({ lang }) => lang.slice(0, 2))).size > 1)],
  ];
  return Math.round(parts.reduce((sum, [weight, part]) => sum + weight * part, 0));
}

const share = (present: boolean): number => (present ? 1 : 0);
