import { resolveRestricted } from './access.js';
import { linksTo, linkTo } from './links.js';
import { qualityResolvers, resolveQuality } from './quality.js';
import { listOf, recordFields, resolveRecordType, titleIn } from './record.js';

/** Resolvers of the record types. */
export const kindResolvers = {
  Record: { __resolveType: resolveRecordType },
  Dataset: {
    ...recordFields('DATASET'),
    owner: linkTo('owner', 'ORGANIZATION'),
    distributions: listOf('distributions'),
    conformsTo: linksTo('conformsTo', 'STANDARD'),
    series: linkTo('series', 'DATA_SERIES'),
    themes: listOf('themes'),
    industries: listOf('industries'),
    items: listOf('items'),
    derivedFrom: linksTo('derivedFrom', 'DATASET'),
    restricted: resolveRestricted,
    quality: resolveQuality,
  },
  DataSeries: {
    ...recordFields('DATA_SERIES'),
    owner: linkTo('owner', 'ORGANIZATION'),
    themes: listOf('themes'),
    quality: resolveQuality,
  },
  DataService: {
    ...recordFields('DATA_SERVICE'),
    owner: linkTo('owner', 'ORGANIZATION'),
    servesDatasets: linksTo('servesDatasets', 'DATASET'),
    conformsTo: linksTo('conformsTo', 'STANDARD'),
    themes: listOf('themes'),
    quality: resolveQuality,
  },
  Standard: {
    ...recordFields('STANDARD'),
    supersedes: linksTo('supersedes', 'STANDARD'),
    owner: linkTo('owner', 'ORGANIZATION'),
    themes: listOf('themes'),
  },
  Organization: {
    ...recordFields('ORGANIZATION'),
    name: titleIn,
    parent: linkTo('parent', 'ORGANIZATION'),
  },
  DataProduct: {
    ...recordFields('DATA_PRODUCT'),
    owner: linkTo('owner', 'ORGANIZATION'),
    derivedFrom: linksTo('derivedFrom', 'DATASET'),
    themes: listOf('themes'),
  },
  ...qualityResolvers,
};
