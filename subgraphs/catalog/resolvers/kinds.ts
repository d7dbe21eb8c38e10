import { resolveRestricted } from './access.js';
import { linksTo, linkTo } from './links.js';
import { qualityResolvers, resolveQuality } from './quality.js';
import { inLanguage, listOf, recordFields, resolveRecordType, titleIn } from './record.js';
import type { Lang } from '../../../schema/generated/common.js';
import type { LangText } from '../model.js';

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
  UseCase: {
    ...recordFields('USE_CASE'),
    owner: linkTo('owner', 'ORGANIZATION'),
    industries: listOf('industries'),
    themes: listOf('themes'),
    uses: linksTo('uses', 'DATASET'),
    outcome: ({ outcomes }: { readonly outcomes?: readonly LangText[] }, { lang }: { readonly lang?: Lang | null }) => inLanguage(outcomes, lang),
    outcomes: listOf('outcomes'),
  },
  Demand: {
    ...recordFields('DEMAND'),
    owner: linkTo('owner', 'ORGANIZATION'),
    industries: listOf('industries'),
    themes: listOf('themes'),
    metBy: linksTo('metBy', 'DATASET'),
  },
  ComputeFacility: {
    ...recordFields('COMPUTE_FACILITY'),
    owner: linkTo('owner', 'ORGANIZATION'),
    operator: linkTo('owner', 'ORGANIZATION'),
    accelerators: listOf('accelerators'),
    environments: listOf('environments'),
  },
  ...qualityResolvers,
};
