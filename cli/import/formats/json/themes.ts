import { readFileSync } from 'node:fs';
import { THEMES } from '../../../../schema/formats/gov-sheet/words.js';
import { packagePath } from '../../../../schema/package-path.js';

/** Words of English portals for the themes of the national list. */
const ENGLISH: Readonly<Record<string, string>> = {
  health: 'healthcare medicine medical',
  employment: 'labor labour jobs workforce',
  'public-security': 'crime justice safety public-safety',
  housing: 'urban cities construction infrastructure buildings',
  transport: 'transportation traffic mobility roads',
  education: 'culture arts schools',
  science: 'research technology innovation',
  energy: 'resources electricity water mining',
  environment: 'environmental ecology ecosystems oceans ocean climate nature',
  industry: 'agriculture manufacturing farming food',
  commerce: 'trade business',
  finance: 'economy economics budget tax taxes',
  weather: 'meteorology',
  geospatial: 'geography maps imagery gis',
  law: 'legal legislation',
  institutions: 'government governance',
};

const names = JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'themes.json'), 'utf8')) as readonly { readonly code: string; readonly en: string }[];

const BY_WORD = new Map<string, string>([
  ...names.map(({ code, en }) => [en.toLowerCase(), code] as const),
  ...Object.entries(ENGLISH).flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
]);

/** The themes that words name, by code, name or a near word; 其他 where none does. Words that name none are no themes. */
export function readThemes(words: readonly string[]): { readonly themes: readonly string[]; readonly others: readonly string[] } {
  const themes = new Set<string>();
  const others: string[] = [];
  for (const word of words) {
    const theme = THEMES.read(word) ?? BY_WORD.get(word.toLowerCase());
    if (theme === undefined) others.push(word);
    else themes.add(theme);
  }
  return { themes: themes.size > 0 ? [...themes] : ['other'], others };
}
