const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const FORM = /^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$/;

/** Check character of a unified social credit code, from its first 17 characters (GB 32100-2015, 4.6 and annex A). */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** What is wrong with a unified social credit code, as a sentence; null where nothing is. */
export function usccProblem(code: string): string | null {
  if (!FORM.test(code)) return `Expected 18 characters of ${ALPHABET} but got ${JSON.stringify(code.slice(0, 40))}.`;
  const expected = usccCheckCharacter(code);
  return code[17] === expected ? null : `The check character of ${code} should be ${expected} but is ${String(code[17])}.`;
}
