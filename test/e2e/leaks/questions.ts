import { AUTHORITIES, CODES, KEYWORDS, NUMBERS, THEMES, WORDS, type Corpus } from './corpus.js';
import type { Random } from '../../../bench/lib/random.js';
import type { Door } from './viewers.js';

/** One question, by GraphQL or by a plain request. */
export interface Question {
  /** The route that it tries, as the report counts them. */
  readonly route: string;
  readonly door: Door;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly path?: string;
  /** Body of a plain request that is a POST. */
  readonly body?: string | undefined;
  /** Asked again behind the cursor of the answer, which this finds. */
  readonly next?: (data: unknown) => string | null;
}

type Generate = (random: Random, corpus: Corpus, door: Door) => Omit<Question, 'door' | 'route'>;

const HEAD = 'id kind authority title titles { lang text } description keywords landingPage issued modified version sources { system identifier } audience named servedFrom asOf';
const PROVENANCE = 'provenance { version publishedAt log leafIndex recordHash document leaf checkpoint inclusionProof verified }';
const LINK = '{ id title audience }';
const PARTS: Readonly<Record<string, string>> = {
  Dataset: `themes region frequency shareType openness grade license owner ${LINK} conformsTo { id title owner ${LINK} } series ${LINK} derivedFrom { id title derivedFrom ${LINK} } distributions { accessURL }`,
  DataService: `owner ${LINK} servesDatasets { id title series ${LINK} } conformsTo ${LINK}`,
  DataSeries: `owner ${LINK} themes`,
  Standard: `number supersedes ${LINK} owner ${LINK}`,
  Organization: `uscc region parent ${LINK}`,
  ComputeFacility: `hub cluster region owner ${LINK} operator ${LINK} environments accelerators { kind } capacity { petaflops } energy { pue }`,
  UseCase: `region owner ${LINK} uses ${LINK} outcome`,
  Demand: `region themes state neededBy owner ${LINK} metBy ${LINK}`,
  DataProduct: `registrationCode owner ${LINK} derivedFrom { id title }`,
};
const QUALITY = ['Dataset', 'DataSeries', 'DataService'].map((type) => `... on ${type} { quality(on: "2026-01-01") { score rating } }`).join(' ');
// Fields of several kinds have types of their own, so that each has another name.
const RECORD = `__typename ${HEAD} ${Object.entries(PARTS).map(([type, fields]) => `... on ${type} { ${fields.replace(/(^| )(owner|conformsTo|region|themes)\b/g, `$1$2${type}: $2`)} }`).join(' ')} ${QUALITY}`;
const FACETS = 'facets(fields: [KIND, AUTHORITY, REGION, THEME, INDUSTRY, FORMAT, SHARE_TYPE, OPENNESS, GRADE, LICENSE, FREQUENCY, OWNER, STANDARD, KEYWORD, HAS_API, QUALITY, PERMITS, AUDIENCE, PRICE_MODEL, HUB, ENVIRONMENT, ACCELERATOR, DEMAND_STATE], first: 50) { field buckets { value label count } }';
const HIT = 'cursor node { id kind authority title summary ownerName modified published score quality highlights { field fragments } sameAs { id authority reasons } }';
const YEARS = 'issued: histogram(field: ISSUED, from: 2000, to: 2030) { year count } modified: histogram(to: 2030) { year count } temporal: histogram(field: TEMPORAL, from: 1990, to: 2030) { year count }';
const STATE = 'index { asOf authorities { authority asOf lagSeconds reachable status reason lastContact lagEntries verified resyncs } }';
const SHARE = '{ count of ratio }';
const FIGURES = `figures { records open ${SHARE} conforming ${SHARE} dated ${SHARE} recent ${SHARE} kept ${SHARE} quality links { out in linkedOut ${SHARE} linkedIn ${SHARE} } islandIndex demandUnmet }`;
const SORTS = ['RELEVANCE', 'MODIFIED', 'ISSUED', 'TITLE', 'QUALITY', 'PUBLISHED'] as const;
const OPTIONS = '{ leastProtection optionCount refusalCount options { id title environment verdict points conditions { rule } reasons { factor points text } facility { id title operator { id } } facilityVersion } refusals { id title rule facility { id } } }';
const LISTINGS = '{ registrationCode exchanges { code } listings { id title } offers { code product { id } } cheapest { code } }';
const lineage = (direction: 'UPSTREAM' | 'DOWNSTREAM'): string => `lineage(direction: ${direction}, depth: 4) { authorities nodes { id kind title distance missing hasMore record { id title } } links { source derived crosses } cycles cut }`;
const MATCH = '{ score dataset { id title } demand { id title } reasons { code value label } }';
/** What ids of datasets have. */
const DATASET = '-DS-';
const LOGS = ['PUBLIC', 'MEMBER', 'OWNER', 'NAMED:330000', 'NAMED:330000,MEE', 'NAMED:MEE', 'NONE'] as const;
/** Root fields by the kind in an id. */
const KIND_FIELDS: Readonly<Record<string, string>> = { DS: 'dataset', SR: 'dataSeries', SV: 'dataService', ST: 'standard', OR: 'organization', DP: 'dataProduct', CF: 'computeFacility', UC: 'useCase', DM: 'demand' };

/** A word with one of its characters changed. */
const mistyped = (random: Random): string => {
  const characters = [...random.pick(random.chance(0.5) ? WORDS : KEYWORDS)];
  const at = random.below(characters.length);
  return characters.map((one, index) => (index === at ? random.pick(['气', '水', 'a', 'x', '']) : one)).join('');
};

const text = (random: Random): string => [random.pick(WORDS), ...(random.chance(0.4) ? [random.pick(WORDS)] : [])].join(random.chance(0.5) ? ' ' : '');

/** Mostly a log that there is, whoever may read it. */
const someLog = (random: Random, { logs }: Corpus): { readonly authority: string; readonly log: string } => (random.chance(0.8) ? random.pick(logs) : { authority: random.pick(AUTHORITIES), log: random.pick(LOGS) });

function filterOf(random: Random, { ids }: Corpus): object {
  const all: readonly object[] = [
    { kinds: ['DATASET', random.pick(['STANDARD', 'ORGANIZATION', 'DATA_SERVICE', 'USE_CASE', 'DEMAND'])] }, { authorities: [random.pick(AUTHORITIES)] }, { region: random.pick(['310000', '330000', '310104']) },
    { themes: [random.pick(THEMES)] }, { industries: [random.pick(['I', '65', '77'])] }, { temporal: { from: '2012', to: '2016' } }, { formats: [random.pick(['CSV', 'XLSX', 'API'])] }, { shareTypes: ['CONDITIONAL'] }, { openness: [random.pick(['OPEN', 'CLOSED'])] },
    { grades: [random.pick(['GENERAL', 'IMPORTANT', 'CORE'])] }, { licenses: ['CC0-1.0'] }, { frequencies: ['DAILY'] }, { owners: [random.pick(ids)] }, { standards: [random.pick(ids)] },
    { keywords: [random.pick(KEYWORDS)] }, { issued: { from: '2014' } }, { modified: { to: '2024-05' } }, { hasApi: random.chance(0.5) }, { audiences: [random.pick(['PUBLIC', 'MEMBER', 'NAMED', 'OWNER'])] }, { exchanges: [random.pick(AUTHORITIES)] }, { priceModels: [random.pick(['FREE', 'ONCE'])] }, { hubs: ['GUIZHOU'] }, { environments: [random.pick(['TEE', 'PLAIN'])] }, { accelerators: ['GPU'] }, { demandStates: [random.pick(['OPEN', 'MET'])] },
  ];
  return Object.assign({}, ...(random.chance(0.3) ? [] : [random.pick(all), ...(random.chance(0.3) ? [random.pick(all)] : [])])) as object;
}

/** A search for one part of the answer, or for all of them. */
const search = (parts: string): Generate => (random, corpus) => ({
  query: `query ($query: String, $filter: SearchFilter, $sort: SearchSort, $first: Int, $after: String) { search(query: $query, filter: $filter, sort: $sort, first: $first, after: $after) { ${parts} } }`,
  variables: { query: random.chance(0.8) ? text(random) : null, filter: filterOf(random, corpus), sort: random.pick(SORTS), first: random.pick([1, 3, 5, 20, 40]) },
  ...(parts.includes('pageInfo') && { next: (data: unknown) => (data as { search?: { pageInfo?: { hasNextPage: boolean; endCursor: string } } } | null)?.search?.pageInfo?.endCursor ?? null }),
});

const onRecord = (query: string, kind = ''): Generate => (random, { ids }) => ({ query: `query ($id: ID!) { ${query} }`, variables: { id: random.pick(ids.filter((id) => id.includes(kind))) } });

/** Every route by which something could be learnt of a record. */
const GATEWAY: Readonly<Record<string, Generate>> = {
  record: onRecord(`record(id: $id) { ${RECORD} }`),
  'record by its kind': (random, { ids }) => {
    const id = random.pick(ids);
    const field = random.chance(0.1) ? 'standard' : KIND_FIELDS[id.split('-')[1] ?? ''];
    return { query: `query ($id: ID!) { ${String(field)}(id: $id) { ${HEAD} } }`, variables: { id } };
  },
  'links from other records': (random, { ids }) => {
    const some = [1, 2, 3, 4, 5].map(() => random.pick(ids));
    return { query: `{ ${some.map((id, index) => `r${String(index)}: record(id: "${id}") { id ${Object.entries(PARTS).map(([type, fields]) => `... on ${type} { ${fields.replace(/(^| )(owner|conformsTo|region|themes)\b/g, `$1$2${type}: $2`)} }`).join(' ')} }`).join(' ')} }` };
  },
  provenance: onRecord(`record(id: $id) { id ${PROVENANCE} }`),
  history: onRecord('history(id: $id) { versions { version op at log leafIndex recordHash author document } next }'),
  restricted: onRecord('dataset(id: $id) { id restricted { note items { name } until } }', DATASET),
  'access requests': (random) => ({ query: `{ myAccessRequests(authority: "${random.pick(AUTHORITIES)}") { record state requesterAuthorities until dataset ${LINK} trail { act text } } }` }),
  'standard by its number': (random) => ({ query: `{ standard(number: "${random.pick(NUMBERS)}") { ${HEAD} } }` }),
  'organization by its code': (random, { usccs }) => ({ query: `{ organization(uscc: "${random.pick(usccs)}") { ${HEAD} } }` }),
  changes: (random, corpus) => ({
    query: 'query ($authority: ID!, $log: String, $first: Int, $after: String) { changes(authority: $authority, log: $log, first: $first, after: $after) { entries { seq id kind version op at recordHash document } cursor head live digest checkpoint } }',
    variables: { ...someLog(random, corpus), first: random.pick([1, 3, 500]) },
    next: (data) => (data as { changes?: { cursor: string } } | null)?.changes?.cursor ?? null,
  }),
  logs: (random) => ({ query: `{ logs(authority: "${random.pick(AUTHORITIES)}") { name audience named head } }` }),
  logProof: (random, corpus) => {
    const from = 1 + random.below(3);
    return { query: 'query ($authority: ID!, $log: String, $from: Int!, $to: Int) { logProof(authority: $authority, log: $log, from: $from, to: $to) { from to hashes checkpoint } }', variables: { ...someLog(random, corpus), from, to: random.chance(0.3) ? from + random.below(3) : null } };
  },
  errors: (random, { ids }) => {
    const id = random.pick(ids);
    return { query: random.pick([`{ dataset(id: "${id}") { owner { title } series { title parent: title } } }`, `{ organization(id: "${id}") { name } }`, `{ history(id: "${id}", first: 1, after: "${String(random.below(3))}") { next } }`, `{ record(id: "${id.slice(0, -1)}") { id } }`, `{ record(id: "${id}") { id, nothing } }`, `{ accessRequest(id: "${id}") { id } }`]) };
  },
  'access asked for': (random, { ids }) => ({ query: 'mutation ($id: ID!, $until: DateTime!) { requestAccess(id: $id, purpose: "研究", useCase: "模型", until: $until) { record state requesterAuthorities dataset { id title } trail { act text } } }', variables: { id: random.pick(ids.filter((id) => id.includes(DATASET))), until: '2999-01-01T00:00:00Z' } }),
  metrics: () => ({ path: 'metrics' }),
};

const INDEX: Readonly<Record<string, Generate>> = {
  hits: search(`edges { ${HIT} }`),
  totals: search('total'),
  facets: search(FACETS),
  'pages by cursors': search(`total edges { ${HIT} } pageInfo { hasNextPage endCursor }`),
  'sort order': search('edges { node { id score quality } }'),
  highlights: search('edges { node { id highlights { field fragments } } }'),
  histograms: search(YEARS),
  'other spellings': (random, corpus) => ({ query: 'query ($query: String, $filter: SearchFilter) { search(query: $query, filter: $filter, first: 0) { total didYouMean } }', variables: { query: mistyped(random), filter: filterOf(random, corpus) } }),
  'records like one': (random, { ids }) => ({ query: 'query ($id: ID!, $first: Int) { similar(id: $id, first: $first) { id kind authority title summary ownerName modified published score quality sameAs { id } record { id title } } }', variables: { id: random.pick(ids), first: random.pick([1, 5, 50]) } }),
  feeds: (random) => ({ path: `feeds/search.${random.pick(['atom', 'json'])}?${new URLSearchParams({ ...(random.chance(0.7) && { query: text(random) }), ...(random.chance(0.3) && { authorities: random.pick(AUTHORITIES) }), ...(random.chance(0.3) && { kinds: 'DATASET' }), first: String(random.pick([1, 5, 100])) }).toString()}` }),
  sameAs: search('edges { node { id sameAs { id authority reasons record { __typename id } } } }'),
  'all of a search': search(`total didYouMean ${FACETS} ${YEARS} edges { ${HIT} } pageInfo { hasNextPage endCursor } ${STATE}`),
  'hits with their records': search(`edges { node { id record { id ${HEAD} } sameAs { id record { id title } } } }`),
  suggestions: (random) => ({ query: 'query ($prefix: String!, $first: Int, $kinds: [RecordKind!]) { suggest(prefix: $prefix, first: $first, kinds: $kinds) { text kind record { id title } } }', variables: { prefix: random.chance(0.5) ? random.pick(WORDS).slice(0, 1 + random.below(2)) : random.pick(KEYWORDS).slice(0, 1), first: random.pick([1, 8, 50]), kinds: random.chance(0.3) ? ['DATASET'] : null } }),
  'coverage and quality': (random) => ({ query: `{ coverage { total kinds { kind count } witness ${random.pick(['', 'quality { records mean ratings { rating count } worst { code unmet } }'])} authorities { authority total seq kinds { kind count } digest setAsideTotal setAside { seq id version reason } checkpoint contradiction { at } quality { records mean ratings { rating count } worst { code unmet } } } } }` }),
  // Not the trend: it is of public records for everybody, and when it was counted last differs between two nations.
  'figures and islands': (random) => ({ query: `{ coverage { ${FIGURES} themes { theme ${FIGURES} } ${random.chance(0.5) ? `authorities { authority ${FIGURES} themes { theme ${FIGURES} } }` : `authority(code: "${random.pick(AUTHORITIES)}") { authority total ${FIGURES} themes { theme label ${FIGURES} } }`} } }` }),
  'offers of datasets': search(`edges { node { id record { id ... on Dataset { products { id title exchange { code } } offers { code product { id } price { amount currency } productVersion terms standing } } } } }`),
  'market of a record': onRecord(`record(id: $id) { id ... on Dataset { products { id offers { code } } offers { code } derivedFrom { id products { id } } } ... on DataProduct { offers { code } listings ${LISTINGS} derivedFrom { id offers { code product { id } } } } }`),
  lineage: onRecord(`record(id: $id) { id ... on Dataset { up: ${lineage('UPSTREAM')} down: ${lineage('DOWNSTREAM')} } ... on DataProduct { up: ${lineage('UPSTREAM')} } }`),
  lifecycle: onRecord('dataset(id: $id) { id lifecycle(at: "2026-03-02T08:00:00Z") { version stages { stage state evidence { code state value count records(first: 20) } } } }', DATASET),
  'lineage of hits': search('edges { node { id record { id ... on Dataset { lineage(direction: DOWNSTREAM, depth: 2, first: 2) { nodes { id hasMore record { id title } } cut } } } } }'),
  'compute options of hits': search(`edges { node { id record { id ... on Dataset { computeOptions ${OPTIONS} } } } }`),
  'compute options of a dataset': onRecord(`dataset(id: $id) { id few: computeOptions(max: 1) ${OPTIONS} computeOptions(need: { petaflops: 6, purpose: "research", hubs: [GUIZHOU] }) ${OPTIONS} }`, DATASET),
  'listings by their code': (random) => ({ query: `{ productListings(registrationCode: "${random.pick(CODES)}") ${LISTINGS} }` }),
  'listings of a product': onRecord(`productListings(product: $id) ${LISTINGS}`, '-DP-'),
  'use and demand of datasets': search(`edges { node { id score record { id ... on Dataset { usedBy { id title outcome uses { id title } } wantedBy(first: 50) ${MATCH} } } } }`),
  'matches of a demand': onRecord(`demand(id: $id) { id feed matches(first: 50) ${MATCH} arrivals { cursor matches { score } isBehind } }`, '-DM-'),
  'demands of an organization': onRecord('organization(id: $id) { id demands { id title state } }', '-OR-'),
  'addresses of records': (random, { ids }) => ({ path: `id/${random.pick(ids)}${random.pick(['', '?format=turtle', '?format=jsonld'])}` }),
  'catalogs and site maps': (random) => {
    const [authority, form] = [random.pick(AUTHORITIES), random.pick(['ttl', 'jsonld'])];
    return { path: random.pick(['sitemap.xml', `sitemaps/${authority}-1.xml`, `catalog.${form}`, `catalogs/${authority}.${form}`]) };
  },
  'catalog of a dataspace': () => ({ path: 'catalog/request', body: JSON.stringify({ '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'], '@type': 'CatalogRequestMessage' }) }),
  'dataset of a dataspace': (random, { ids }) => ({ path: `catalog/datasets/${random.pick(ids.filter((id) => id.includes(DATASET)))}` }),
  _entities: (random, { ids }) => {
    const types = ['Organization', 'Standard', 'DataSeries', 'Dataset', 'DataService', 'DataProduct', 'ComputeFacility', 'UseCase', 'Demand'];
    const codes = ['OR', 'ST', 'SR', 'DS', 'SV', 'DP', 'CF', 'UC', 'DM'];
    const some = [1, 2, 3].map(() => random.pick(ids)).map((id) => ({ __typename: types[codes.indexOf(id.split('-')[1] ?? '')] ?? random.pick(types), id }));
    return { path: 'subgraph/catalog', body: JSON.stringify({ query: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Record { ${HEAD} } } }`, variables: { r: some } }) };
  },
};

const NODE: Readonly<Record<string, Generate>> = {
  'tiles and checkpoints': (random) => {
    const authority = random.pick(AUTHORITIES);
    return { path: `log/${random.pick([authority, authority, `${authority}/MEMBER`, `${authority}/OWNER`])}/${random.pick(['checkpoint', `tile/0/000.p/${String(1 + random.below(12))}`, `tile/entries/000.p/${String(1 + random.below(12))}`])}` };
  },
};

/** What the replica answers, in place of a node that does not. */
const AT_REPLICA = ['record', 'record by its kind', 'links from other records', 'provenance', 'restricted', 'standard by its number', 'organization by its code', 'errors'] as const;

const ROUTES = { gateway: { ...GATEWAY, ...INDEX }, node: { ...GATEWAY, ...NODE }, replica: Object.fromEntries(AT_REPLICA.map((route) => [route, GATEWAY[route] as Generate])) } as const;

export const routesOf = (door: Door): readonly string[] => Object.keys(ROUTES[door]);

/** Makes a question of a route. */
export function questionOf(route: string, door: Door, random: Random, corpus: Corpus): Question {
  const generate = (ROUTES[door] as Readonly<Record<string, Generate>>)[route] as Generate;
  return { route, door, ...generate(random, corpus, door) };
}
