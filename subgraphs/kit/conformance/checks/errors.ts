import { formatId } from '../../../../schema/ids.js';
import type { TransportAnswer } from '../../transport/transport.js';
import { codesOf, failed, passed, told, type Check } from '../check.js';

const RECORD = 'query ($id: ID!) { record(id: $id) { id } }';
const CHANGES = 'query ($authority: ID!) { changes(authority: $authority, first: 1) { head } }';
/** A serial that nobody uses, and an authority that nobody is. */
const SERIAL = 'ZZCONFORMANCEZZ';
export const NOBODY = 'ZZNOBODYZZ';

/** An id of the authority whose record does not exist. */
export const unknownId = (authority: string): string => formatId(authority, 'DATASET', SERIAL);

/** The same with a wrong check character. */
export function badId(authority: string): string {
  const id = unknownId(authority);
  return id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
}

interface Case {
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly holds: (answer: TransportAnswer) => boolean;
}

const hasCode = (field: string, code: string) => (answer: TransportAnswer): boolean => answer.data?.[field] == null && codesOf(answer).includes(code);

const casesOf = (authority: string): readonly Case[] => [
  { query: RECORD, variables: { id: badId(authority) }, expected: 'BAD_ID for a wrong check character', holds: hasCode('record', 'BAD_ID') },
  { query: RECORD, variables: { id: unknownId(authority) }, expected: 'null for a record that does not exist', holds: (answer) => answer.data?.['record'] === null && codesOf(answer).every((code) => code === 'RECORD_NOT_FOUND') },
  { query: RECORD, variables: { id: unknownId(NOBODY) }, expected: "NOT_SERVED_HERE for another authority's record", holds: hasCode('record', 'NOT_SERVED_HERE') },
  { query: CHANGES, variables: { authority: NOBODY }, expected: "NOT_SERVED_HERE for another authority's log", holds: hasCode('changes', 'NOT_SERVED_HERE') },
];

export const errors: Check = {
  code: 'ERRORS',
  titleZh: '错误代码',
  titleEn: 'Mistakes are answered with their codes',
  advice: 'Put the codes of schema/errors.ts into extensions.code, and null in the place of the field.',
  async run({ authorities, ask }) {
    const cases = casesOf(authorities[0] as string);
    for (const { query, variables, expected, holds } of cases) {
      const answer = await ask(query, variables);
      if (!holds(answer)) return failed(`${query} with ${JSON.stringify(variables)}`, `Expected ${expected} but got ${told(answer)}`);
    }
    return passed(`${String(cases.length)} mistakes`, cases.map(({ expected }) => expected).join(', '));
  },
};
