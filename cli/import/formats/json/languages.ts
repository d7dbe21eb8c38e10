/** The language that a text's script shows; what a source says of it, or English, where the script is no help. */
export function languageOf(text: string, told?: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  const isToldChinese = told !== undefined && /^zh/i.test(told);
  if (/\p{Script=Han}/u.test(text)) return isToldChinese ? canonical(told) : 'zh';
  return told === undefined || isToldChinese ? 'en' : canonical(told);
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en'; // Portals also name languages in words.
  }
}
