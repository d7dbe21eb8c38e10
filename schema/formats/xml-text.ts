const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/**
 * A text as content or attribute of XML 1.0.
 *
 * @param odd stands for each character that XML has no place for, written or escaped (2.2)
 */
export const xmlText = (text: string, odd: '' | '\ufffd' = ''): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, odd)
    .replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
