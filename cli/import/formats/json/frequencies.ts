import type { Frequency } from '../../../../schema/generated/common.js';
import { FREQUENCIES } from '../../../../schema/formats/gov-sheet/words.js';

/** ISO 8601 repeating durations (as DCAT-US 1.1 writes them), codes of the EU and Dublin Core lists, and plain words. */
const WORDS: Readonly<Record<Frequency, string>> = {
  REALTIME: 'R/PT1S R/PT1M UPDATE_CONT CONT CONTINUOUS CONTINUOUSLY CONTINUAL REAL-TIME REALTIME LIVE 1MIN 5MIN 10MIN 15MIN 30MIN',
  HOURLY: 'R/PT1H HOURLY BIHOURLY TRIHOURLY EVERY_HOUR',
  DAILY: 'R/P1D DAILY DAILY_2 CONT_DAILY WEEKDAYS',
  WEEKLY: 'R/P1W R/P7D WEEKLY WEEKLY_2 WEEKLY_3 R/P3.5D SEMIWEEKLY THREETIMESAWEEK R/P0.33W',
  MONTHLY: 'R/P1M MONTHLY MONTHLY_2 MONTHLY_3 R/P0.5M BIWEEKLY R/P2W SEMIMONTHLY FORTNIGHTLY R/P0.33M R/P2M BIMONTHLY',
  QUARTERLY: 'R/P3M QUARTERLY R/P4M THREETIMESAYEAR ANNUAL_3',
  SEMIANNUAL: 'R/P6M R/P0.5Y SEMIANNUAL ANNUAL_2 BIANNUAL BIANNUALLY HALF-YEARLY',
  YEARLY: 'R/P1Y ANNUAL ANNUALLY YEARLY R/P2Y BIENNIAL R/P3Y TRIENNIAL R/P4Y QUADRENNIAL R/P5Y QUINQUENNIAL R/P10Y DECENNIAL',
  IRREGULAR: 'IRREG IRREGULAR AS_NEEDED AS-NEEDED ASNEEDED OTHER AD_HOC',
  NEVER: 'NEVER NOT_PLANNED NOTPLANNED STATIC NONE NOT_UPDATED',
  UNKNOWN: 'UNKNOWN',
};

const BY_WORD = new Map(Object.entries(WORDS).flatMap(([code, words]) => words.split(' ').map((word) => [word, code as Frequency] as const)));

/** How often data change, in the word of a portal: `R/P1D`, `daily`, `…/frequency/DAILY`, `freq:annual`, `每日`. */
export function readFrequency(text: string | undefined): Frequency | undefined {
  if (text === undefined) return undefined;
  const whole = text.trim().toUpperCase();
  const last = whole.startsWith('R/') ? whole : (whole.split(/[/#:]/).at(-1) ?? '');
  return BY_WORD.get(last) ?? BY_WORD.get(last.replaceAll(' ', '_')) ?? FREQUENCIES.read(text);
}
