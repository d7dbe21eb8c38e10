import list from 'spdx-license-list';
import { creativeCommonsId } from './creative-commons.js';
import { OTHER_ADDRESSES, OTHER_NAMES } from './spellings.js';

/** What is longer is no name and no address of a licence, but its terms. */
const LONGEST = 300;
const MARKDOWN_LINK = /^\[([^\]]*)\]\(\s*([^)\s]+)\s*\)\.?$/;
const ADDRESS = /^https?:\/\//i;

/**
 * The SPDX id of the licence that a text names: by an id however it is written, by its address, or by its name in
 * English or Chinese. Null where it names none of them or says more than a name, for the rest may change what it means. The
 * text itself stays the owner's.
 */
export function spdxLicence(text: string): string | null {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed === '' || trimmed.length > LONGEST) return null;
  const [, , linked] = MARKDOWN_LINK.exec(trimmed) ?? [];
  const told = linked ?? trimmed;
  return ADDRESS.test(told) ? byAddress(told) : byName(told);
}

function byName(text: string): string | null {
  return NAMES.get(nameKey(text)) ?? inList(creativeCommonsId(text.toLowerCase()));
}

function byAddress(address: string): string | null {
  const key = addressKey(address);
  const [, id] = /^spdx\.org\/licenses\/([^/]+)$/.exec(key) ?? [];
  if (id !== undefined) return IDS.get(id) ?? null;
  const [, european] = /^publications\.europa\.eu\/resource\/authority\/licence\/([^/]+)$/.exec(key) ?? [];
  const [, parts, version, port] = /^creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,4}))?$/.exec(key) ?? [];
  if (parts !== undefined) return inList(['cc', parts, version, ...(port === undefined ? [] : [port])].join('-'));
  const [, defined] = /^opendefinition\.org\/licenses\/(cc-by(?:-sa)?)$/.exec(key) ?? [];
  return ADDRESSES.get(key) ?? inList(european?.replaceAll('_', '-').replace(/-(\d)-(\d)$/, '-$1.$2') ?? null) ?? (defined === undefined ? null : creativeCommonsId(defined));
}

const inList = (id: string | null): string | null => (id === null ? null : (IDS.get(id.toLowerCase()) ?? null));

/** Letters and digits of a name: `CC-BY 4.0` and `cc by 4.0` are the same. Without `License`, which some leave out. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\blicen[cs]e\b|^the\b/g, ' ').replaceAll(/[^\p{L}\p{N}+]+/gu, '');
}

/** An address without what does not tell licences apart: scheme, `www.`, a language, the kind of page. */
function addressKey(address: string): string {
  const [bare = ''] = address.toLowerCase().replace(ADDRESS, '').replace(/^www\./, '').split(/[?#]/);
  return bare.replace(/(?:\/(?:legalcode|deed)(?:\.[a-z_-]+)*)?\/*$/, '').replace(/\.(?:html?|txt|pdf|json|php)$/, '').replace(/\/+$/, '');
}

/** What several licences are called is the name of none. */
function unambiguous(pairs: readonly (readonly [key: string, id: string])[]): ReadonlyMap<string, string> {
  const ids = new Map<string, Set<string>>();
  for (const [key, id] of pairs) ids.set(key, (ids.get(key) ?? new Set()).add(id));
  return new Map([...ids].filter(([key, found]) => key !== '' && found.size === 1).map(([key, found]) => [key, [...found][0] as string]));
}

const spelled = (table: Readonly<Record<string, readonly string[]>>, key: (text: string) => string) => Object.entries(table).flatMap(([id, spellings]) => spellings.map((one) => [key(one), id] as const));
const entries = Object.entries(list);

/** Ids in lower case. */
const IDS: ReadonlyMap<string, string> = new Map(entries.map(([id]) => [id.toLowerCase(), id]));

/** An id goes before a name, and what is known here before the list's names. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...unambiguous(entries.map(([id, { name }]) => [nameKey(name), id] as const)),
  ...spelled(OTHER_NAMES, nameKey),
  ...unambiguous(entries.map(([id]) => [nameKey(id), id] as const)),
]);

const ADDRESSES: ReadonlyMap<string, string> = new Map([
  ...unambiguous(entries.flatMap(([id, { url = '' }]) => url.split('\n').filter(Boolean).map((one) => [addressKey(one.trim()), id] as const))),
  ...spelled(OTHER_ADDRESSES, (address) => address.toLowerCase()),
]);
