import type { Lang } from '../../../schema/generated/common.js';
import type { ExportRecord, LangText } from '../../../schema/formats/export-record.js';
import { textIn, type FindLinked } from '../../../schema/formats/linked.js';
import { escapeHtml, webLink } from './html.js';

const WORDS = {
  owner: ['提供方', 'Owner'],
  parent: ['上级机构', 'Part of'],
  series: ['所属系列', 'Series'],
  conformsTo: ['遵循标准', 'Conforms to'],
  supersedes: ['代替', 'Supersedes'],
  derivedFrom: ['来源数据', 'Derived from'],
  servesDatasets: ['提供的数据', 'Serves'],
  uses: ['所用数据', 'Uses'],
  metBy: ['由此满足', 'Met by'],
  neededBy: ['需要日期', 'Needed by'],
  outcomes: ['成效', 'What came of it'],
  cluster: ['数据中心集群', 'Cluster'],
  keywords: ['关键词', 'Keywords'],
  modified: ['更新日期', 'Modified'],
  license: ['许可', 'Licence'],
  number: ['标准号', 'Number'],
  distributions: ['获取方式', 'Distributions'],
  endpointURL: ['接口地址', 'Endpoint'],
  landingPage: ['主页', 'Page'],
  homepage: ['网站', 'Site'],
} as const;

type Field = keyof typeof WORDS;
const LINKS: readonly Field[] = ['owner', 'parent', 'series', 'conformsTo', 'supersedes', 'derivedFrom', 'servesDatasets', 'uses', 'metBy'];
const TEXTS: readonly Field[] = ['number', 'neededBy', 'cluster', 'modified', 'license'];
const ADDRESSES: readonly Field[] = ['endpointURL', 'landingPage', 'homepage'];

type Fields = { readonly [Name in Field]?: string | readonly string[] };

const inLanguage = (texts: readonly LangText[] | undefined, lang: Lang): string => textIn(texts, ...(lang === 'EN' ? ['en', 'zh'] : ['zh', 'en']))?.text ?? '';

export const titleOf = ({ titles }: Pick<ExportRecord, 'titles'>, lang: Lang): string => inLanguage(titles, lang);

export const descriptionOf = ({ descriptions }: Pick<ExportRecord, 'descriptions'>, lang: Lang): string => inLanguage(descriptions, lang);

/** A record for readers without scripts, and for crawlers: what it is, who has it, how to get it. */
export function recordHtml(record: ExportRecord, find: FindLinked, lang: Lang): string {
  const fields = record as unknown as Fields;
  const word = (field: Field): string => WORDS[field][lang === 'EN' ? 1 : 0];
  const many = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);
  const link = (id: string): string => {
    const linked = find(id);
    return `<a href="/id/${escapeHtml(id)}">${escapeHtml((linked && titleOf(linked, lang)) || id)}</a>`;
  };
  const row = (field: Field, values: readonly string[]): string => (values.length === 0 ? '' : `<dt>${word(field)}</dt>${values.map((value) => `<dd>${value}</dd>`).join('')}`);
  const outcome = record.kind === 'USE_CASE' ? inLanguage(record.outcomes, lang) : '';
  const forms = record.kind === 'DATASET' ? (record.distributions ?? []) : [];
  return `<article class="record"><h1>${escapeHtml(titleOf(record, lang))}</h1><p class="id">${escapeHtml(record.id)}</p>
<p>${escapeHtml(descriptionOf(record, lang))}</p>
<dl>${[
    ...TEXTS.map((field) => row(field, many(fields[field]).map(escapeHtml))),
    ...LINKS.map((field) => row(field, many(fields[field]).map(link))),
    ...ADDRESSES.map((field) => row(field, many(fields[field]).map((url) => webLink(url, url)))),
    row('outcomes', [escapeHtml(outcome)].filter((text) => text !== '')),
    row('distributions', forms.map(({ title, format, accessURL }) => webLink(accessURL, [title, format].filter(Boolean).join(' · ') || accessURL))),
    row('keywords', [(record.keywords ?? []).map(escapeHtml).join(lang === 'EN' ? ', ' : '、')].filter((text) => text !== '')),
  ].join('')}</dl></article>`;
}
