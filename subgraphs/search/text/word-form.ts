/** Longest word that is told apart from others that begin alike. */
const LONGEST = 64;

/** The form under which a word of letters and digits is kept: cut to a sane length, English plurals as singulars. */
export function wordForm(word: string): string {
  const cut = word.length > LONGEST ? word.slice(0, LONGEST) : word;
  return /^[a-z]{4,}$/.test(cut) && cut.endsWith('s') ? singular(cut) : cut;
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
