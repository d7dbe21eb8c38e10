import { buildASTSchema, coerceInputValue, isInputObjectType, parse, type GraphQLInputType } from 'graphql';
import { randomBytes } from 'node:crypto';
import { isAuthorityCode } from '../../../schema/ids.js';
import type { Lang, SearchFilter } from '../../../schema/generated/search.js';
import { subgraphSdl } from '../../../schema/sdl.js';
import { isHttpUrl } from '../../kit/env.js';
import { checkFilter, checkQuery } from '../resolvers/search-input.js';

/** A search that somebody is told of when a new match arrives. */
export interface SavedSearch {
  /** Letters, digits and dashes. */
  readonly id: string;
  /** Where matches are posted to. */
  readonly url: string;
  /** What they are signed with: `whsec_` and a key in base64, as Standard Webhooks write it. */
  readonly secret: string;
  readonly query: string | null;
  readonly filter: SearchFilter;
  readonly lang: Lang;
  /** Codes of the authorities as whose staff it is made; none: it is the public's. Never more is told than they may see. */
  readonly authorities: readonly string[];
  /** RFC 3339 in UTC. */
  readonly createdAt: string;
}

/** What is said of a search that is to be saved. */
export interface SavedSearchInput {
  readonly url: string;
  readonly query?: string | undefined;
  /** `SearchFilter` in JSON. */
  readonly filter?: string | undefined;
  readonly lang?: string | undefined;
  readonly authorities?: readonly string[] | undefined;
}

/** A search that can't be saved; the message says why. */
export class BadSavedSearch extends Error {
  override readonly name = 'BadSavedSearch';
}

/** Makes a search to save, with an id and a secret of its own. @throws BadSavedSearch */
export function createSavedSearch({ url, query, filter = '{}', lang = 'ZH', authorities = [] }: SavedSearchInput, now: Date): SavedSearch {
  if (!isHttpUrl(url)) refuse(`Expected an address of http or https but got ${JSON.stringify(url)}.`);
  if (new URL(url).username !== '' || new URL(url).password !== '') refuse('Expected an address without a name and a password: deliveries are signed.');
  if (authorities.length > 0 && new URL(url).protocol !== 'https:') refuse('Expected an address of https, for what is told is not for everybody.');
  if (lang !== 'ZH' && lang !== 'EN') refuse(`Expected ZH or EN but got ${JSON.stringify(lang)}.`);
  const stranger = authorities.find((code) => !isAuthorityCode(code));
  if (stranger !== undefined) refuse(`Expected the code of an authority but got ${JSON.stringify(stranger)}.`);
  return {
    id: randomBytes(9).toString('hex'),
    url,
    secret: `whsec_${randomBytes(32).toString('base64')}`,
    query: query ? orRefuse(() => checkQuery('query', query)) : null,
    filter: readFilter(filter),
    lang,
    authorities: [...new Set(authorities)].sort(),
    createdAt: now.toISOString(),
  };
}

function readFilter(text: string): SearchFilter {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return refuse(`filter: expected JSON but got: ${(error as Error).message}.`);
  }
  const filter = coerceInputValue(given, filterType(), (path, _, error) => refuse(`filter.${path.join('.')}: ${error.message}`)) as SearchFilter;
  return orRefuse(() => checkFilter({ ...filter }));
}

/** Directives of federation are not looked at here. */
function filterType(): GraphQLInputType {
  const type = buildASTSchema(parse(subgraphSdl('search')), { assumeValid: true, assumeValidSDL: true }).getType('SearchFilter');
  if (!isInputObjectType(type)) throw new TypeError('Expected the schema to have the input SearchFilter.');
  return type;
}

function orRefuse<Value>(check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(message: string): never {
  throw new BadSavedSearch(message);
}
