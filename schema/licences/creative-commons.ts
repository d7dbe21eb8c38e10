/** What a licence of Creative Commons says, word by word, in the order of its id. */
const ELEMENTS: readonly (readonly [element: string, words: RegExp])[] = [
  ['BY', /^(?:by|attribution|署名|姓名标示)$/],
  ['NC', /^(?:nc|noncommercial|非商业|非商业性|非商业性使用|非商业使用)$/],
  ['ND', /^(?:nd|noderivs|noderivatives|noderivativeworks|禁止演绎|禁止改作)$/],
  ['SA', /^(?:sa|sharealike|相同方式共享|相同方式分享)$/],
];

const NAME = /^(?:cc|creativecommons|知识共享|创用cc)$/;
/** Words that say nothing of which licence it is. */
const FILLING = /^(?:license|licence|the|public|international|unported|generic|许可|许可协议|许可证|授权|协议|国际|国际版)$/;
const VERSION = /^v?(\d(?:\.\d)?)$/;
const NEWEST = '4.0';

/**
 * The id of a licence of Creative Commons that a text names and says nothing else than that; null for any other text. One that
 * names no version is taken for the newest.
 */
export function creativeCommonsId(text: string): string | null {
  const words = wordsOf(text);
  if (!words.some((word) => NAME.test(word) || /^cc0$/.test(word))) return null;
  const found = new Set<string>();
  const versions = new Set<string>();
  for (const word of words) {
    const version = VERSION.exec(word)?.[1];
    const element = ELEMENTS.find(([, spelled]) => spelled.test(word))?.[0];
    if (version !== undefined) versions.add(version.includes('.') ? version : `${version}.0`);
    else if (element !== undefined) found.add(element);
    else if (!NAME.test(word) && !FILLING.test(word)) return null;
  }
  if (!found.has('BY') || versions.size > 1) return null;
  return ['CC', ...ELEMENTS.map(([element]) => element).filter((element) => found.has(element)), [...versions][0] ?? NEWEST].join('-');
}

/** Words of several parts become one: `Non Commercial`, `Share-Alike`. */
function wordsOf(text: string): readonly string[] {
  const joined = text
    .replaceAll(/creative[\s_-]+commons/g, 'creativecommons')
    .replaceAll(/non[\s_-]*commercial/g, 'noncommercial')
    .replaceAll(/share[\s_-]*alike/g, 'sharealike')
    .replaceAll(/no[\s_-]*deriv(?:ative)?s?(?:[\s_-]+works)?/g, 'noderivatives')
    .replaceAll(/(知识共享|署名|姓名标示|非商业性使用|非商业性|非商业|相同方式共享|相同方式分享|禁止演绎|禁止改作|许可协议|许可证|国际版|国际)/g, ' $1 ');
  return joined.split(/[\s()（）[\],，、:：/_-]+/).filter((word) => word !== '');
}
