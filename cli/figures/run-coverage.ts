import { askGateway, EXIT, type GatewayRequest, type LookupIo } from '../lookup/ask-gateway.js';
import { oneOf } from '../one-of.js';
import { wholeNumber } from '../whole-number.js';
import { coverageTable, trendTable, type ShownDay, type ShownFigures } from './coverage-table.js';

/** What `ucat coverage` was asked for. */
export interface CoverageRequest extends GatewayRequest {
  /** Code of one authority; the nation without one. */
  readonly authority?: string | undefined;
  readonly themes?: boolean | undefined;
  /** Days of the trend; without, it is shown of one authority alone. */
  readonly days?: number | undefined;
  readonly lang: string;
  readonly json?: boolean | undefined;
}

const MOST_DAYS = 1_096;
const DEFAULT_DAYS = 30;
const SHARE = '{ count of ratio }';
const FIGURES = `figures { records open ${SHARE} conforming ${SHARE} dated ${SHARE} recent ${SHARE} kept ${SHARE} quality links { out in linkedOut ${SHARE} linkedIn ${SHARE} } islandIndex demandUnmet }`;
const THEMES = `themes { theme label(lang: $lang) ${FIGURES} }`;
const TREND = `trend(days: $days) @include(if: $trend) { day records open ${SHARE} conforming ${SHARE} quality islandIndex }`;
const NATION = `query ($lang: Lang, $days: Int!, $trend: Boolean!, $themes: Boolean!) {
  coverage { ${FIGURES} ${TREND} ${THEMES.replace('themes', 'themes @include(if: $themes)')} authorities @skip(if: $themes) { authority ${FIGURES} } }
  authorities { code name(lang: $lang) }
}`;
const ONE = `query ($code: ID!, $lang: Lang, $days: Int!, $trend: Boolean!) {
  coverage { authority(code: $code) { authority ${FIGURES} ${TREND} ${THEMES} } }
  authorities { code name(lang: $lang) }
}`;

interface Covered {
  readonly figures: ShownFigures;
  readonly trend?: readonly ShownDay[];
  readonly themes?: readonly { readonly theme: string; readonly label: string; readonly figures: ShownFigures }[];
}

interface Answer {
  readonly coverage: Covered & { readonly authority?: Covered | null; readonly authorities?: readonly (Covered & { readonly authority: string })[] };
  readonly authorities: readonly { readonly code: string; readonly name: string | null }[] | null;
}

/** Prints figures of the nation or of one authority. @returns the exit code; never throws for what a user can cause */
export const runCoverage = (request: CoverageRequest, io: LookupIo): Promise<number> =>
  askGateway(request, io, async (ask) => {
    const { output, complain } = io;
    const { authority, themes = false } = request;
    const variables = variablesOf(request);
    const { coverage, authorities } = (await (authority === undefined ? ask(NATION, { ...variables, themes }) : ask(ONE, { ...variables, code: authority }))) as unknown as Answer;
    const covered = authority === undefined ? coverage : coverage.authority;
    if (!covered) {
      complain(`The index has read nothing of ${String(authority)} that may be shown.`);
      return EXIT.NOT_FOUND;
    }
    output.write(request.json ? `${JSON.stringify(covered)}\n` : tables(covered, coverage, new Map((authorities ?? []).map(({ code, name }) => [code, name ?? ''])), authority));
    return EXIT.DONE;
  });

function tables(covered: Covered, { authorities = [] }: Answer['coverage'], names: ReadonlyMap<string, string>, authority: string | undefined): string {
  const whole = { code: authority ?? 'all', name: names.get(authority ?? '') ?? '', figures: covered.figures };
  const parts = covered.themes?.map(({ theme, label, figures }) => ({ code: theme, name: label, figures })) ?? authorities.map((one) => ({ code: one.authority, name: names.get(one.authority) ?? '', figures: one.figures }));
  return coverageTable([...parts, whole]) + (covered.trend ? `\n${trendTable(covered.trend)}` : '');
}

/** @throws BadRequest */
function variablesOf({ authority, days, lang }: CoverageRequest) {
  return { lang: oneOf('--lang', lang, ['zh', 'en']).toUpperCase(), days: wholeNumber('--days', days ?? DEFAULT_DAYS, 1, MOST_DAYS), trend: days !== undefined || authority !== undefined };
}
