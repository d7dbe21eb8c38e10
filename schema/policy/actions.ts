/** Actions of the ODRL Vocabulary 2.2 that stand within another than `use`; `use` and `transfer` stand within none. */
const WITHIN: Readonly<Record<string, string | null>> = { use: null, transfer: null, extract: 'reproduce', display: 'play', give: 'transfer', sell: 'transfer' };

/** An action and those that it is within, itself first: a rule about any of them is about it. */
export function actionsAround(action: string): readonly string[] {
  const outer = action in WITHIN ? WITHIN[action] : 'use';
  return outer == null ? [action] : [action, ...actionsAround(outer)];
}
