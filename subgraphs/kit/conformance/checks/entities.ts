import { parseId, TYPE_NAMES } from '../../../../schema/ids.js';
import type { TransportAnswer } from '../../transport/transport.js';
import { failed, passed, told, type Check } from '../check.js';
import { badId, unknownId } from './errors.js';
import { sample } from './records.js';

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${Object.values(TYPE_NAMES).map((name) => `... on ${name} { id }`).join(' ')} } }`;

interface Expected {
  readonly representation: { readonly __typename: string; readonly id: string };
  /** Null: the record is to come; else null with this code. */
  readonly code: string | null;
}

function typenameOf(id: string): string {
  const parsed = parseId(id);
  return parsed.ok ? TYPE_NAMES[parsed.kind] : 'Dataset';
}

const expect = (id: string, code: string | null = null): Expected => ({ representation: { __typename: typenameOf(id), id }, code });

export const entities: Check = {
  code: 'ENTITIES',
  titleZh: '批量取记录的顺序与错误',
  titleEn: '_entities answers as many as were asked, in their order, with an error at each null',
  advice: 'Answer `_entities` with exactly the length and order of `representations`; where there is no record put null, and an error whose path is ["_entities", index].',
  async run({ feeds, authorities, ask }) {
    const [authority] = authorities as readonly [string];
    const live = sample({ feeds }, ({ op }) => op === 'UPSERT', 2).map(([id]) => id).filter((id) => parseId(id).ok);
    // The first comes again at the end: a node may not leave out what it has answered already.
    const asked = [...live.map((id) => expect(id)), expect(unknownId(authority), 'RECORD_NOT_FOUND'), expect(badId(authority), 'BAD_ID'), ...live.slice(0, 1).map((id) => expect(id))];
    const answer = await ask(QUERY, { representations: asked.map(({ representation }) => representation) });
    const problem = problemOf(asked, answer);
    const sent = `_entities for ${asked.map(({ representation }) => representation.id).join(', ')}`;
    return problem === null ? passed(sent, `${String(asked.length)} answers, in order.`) : failed(sent, problem);
  },
};

function problemOf(asked: readonly Expected[], answer: TransportAnswer): string | null {
  const list = answer.data?.['_entities'];
  if (!Array.isArray(list) || list.length !== asked.length) return `Expected a list of ${String(asked.length)} but got ${told(answer)}`;
  for (const [index, { representation, code }] of asked.entries()) {
    const value = list[index] as { readonly id?: unknown } | null;
    if (code === null && value?.id !== representation.id) return `Expected ${representation.id} at ${String(index)} but got ${JSON.stringify(value)}.`;
    if (code !== null && (value !== null || codeAt(answer, index) !== code)) return `Expected null and ${code} at ${String(index)} but got ${JSON.stringify(value)} and ${String(codeAt(answer, index))}.`;
  }
  return null;
}

const codeAt = ({ errors = [] }: TransportAnswer, index: number): unknown => errors.find(({ path }) => path?.[0] === '_entities' && path[1] === index)?.extensions?.['code'] ?? 'no error';
