/**
 * Makes the function that leaves of a text nothing but the characters that match: what a regular expression that replaces the others
 * does, several times as fast, for texts of which most characters stay.
 *
 * @param kept of one character, with the flag `u`
 */
export function keepOnly(kept: RegExp): (text: string) => string {
  const basicPlane = Uint8Array.from({ length: 0x10000 }, (_, unit) => Number(kept.test(String.fromCharCode(unit))));
  const isKept = (code: number): boolean => (code > 0xffff ? kept.test(String.fromCodePoint(code)) : basicPlane[code] === 1);
  return (text) => {
    let left = '';
    let from = 0;
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at) as number;
      const next = at + (code > 0xffff ? 2 : 1);
      if (!isKept(code)) {
        left += text.slice(from, at);
        from = next;
      }
      at = next;
    }
    return from === 0 ? text : left + text.slice(from);
  };
}
