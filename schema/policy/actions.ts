/** Actions of the ODRL Vocabulary 2.2: odrl:Action and its sub-terms. */
export const ODRL_ACTIONS: ReadonlySet<string> = new Set(
  ('use transfer acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete derive digitize display distribute ' +
    'ensureExclusivity execute extract give grantUse include index inform install modify move nextPolicy obtainConsent play present print read ' +
    'reproduce reviewPolicy sell stream synchronize textToSpeech transform translate uninstall watermark').split(' '),
); // prettier-ignore

/** Those of Creative Commons that it takes in. */
export const CC_ACTIONS: ReadonlySet<string> = new Set('Attribution CommercialUse DerivativeWorks Distribution Notice Reproduction ShareAlike Sharing SourceCode'.split(' '));

/** Actions of the ODRL Vocabulary 2.2 that stand within another than `use`; `use` and `transfer` stand within none. */
const WITHIN: Readonly<Record<string, string | null>> = { use: null, transfer: null, extract: 'reproduce', display: 'play', give: 'transfer', sell: 'transfer' };

/** An action and those that it is within, itself first: a rule about any of them is about it. */
export function actionsAround(action: string): readonly string[] {
  const outer = action in WITHIN ? WITHIN[action] : 'use';
  return outer == null ? [action] : [action, ...actionsAround(outer)];
}
