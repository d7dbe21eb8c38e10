import { codesOf, failed, passed, skipped, told, type Check, type Subject } from '../check.js';
import type { LastEntry } from '../feed-reading.js';

/** Records that are looked at. */
const SAMPLE = 20;

/** Records of the node's logs, spread over what was read. */
export function sample({ feeds }: Pick<Subject, 'feeds'>, wanted: (entry: LastEntry) => boolean, most = SAMPLE): readonly (readonly [string, LastEntry])[] {
  const found = feeds.flatMap(({ records }) => [...records].filter(([, entry]) => wanted(entry)));
  const step = Math.max(1, found.length / most);
  return Array.from({ length: Math.min(most, found.length) }, (_, index) => found[Math.floor(index * step)] as readonly [string, LastEntry]);
}

export const records: Check = {
  code: 'RECORDS',
  titleZh: '按标识取得记录',
  titleEn: 'The records of the log are answered by id',
  advice: 'Answer `record(id:)` from the same state that the log ends with.',
  async run({ feeds, ask }) {
    const live = sample({ feeds }, ({ op }) => op === 'UPSERT');
    const sent = `record(id:) for ${String(live.length)} records of the log`;
    if (live.length === 0) return skipped(sent, 'The log has no live record.');
    const answer = await ask(`query (${live.map((_, index) => `$i${String(index)}: ID!`).join(', ')}) { ${live.map((_, index) => `r${String(index)}: record(id: $i${String(index)}) { id version }`).join(' ')} }`, Object.fromEntries(live.map(([id], index) => [`i${String(index)}`, id])));
    // It may have been published anew since the log was read.
    const wrong = live.find(([id, { version }], index) => !isRecord(answer.data?.[`r${String(index)}`], id, version));
    return wrong ? failed(sent, `${wrong[0]}, version ${String(wrong[1].version)}, came as ${told(answer)}`) : passed(sent, 'All came, with the version of the log.');
  },
};

function isRecord(value: unknown, id: string, version: number): boolean {
  const record = (value ?? {}) as { readonly id?: unknown; readonly version?: unknown };
  return record.id === id && typeof record.version === 'number' && record.version >= version;
}

export const tombstones: Check = {
  code: 'TOMBSTONES',
  titleZh: '已撤回记录',
  titleEn: 'A record that was withdrawn says so',
  advice: 'Answer the id of a withdrawn record with null and an error whose extensions.code is RECORD_RETIRED, with its `reason`.',
  async run({ feeds, ask }) {
    const [retired] = sample({ feeds }, ({ op }) => op === 'TOMBSTONE', 1);
    if (!retired) return skipped('record(id:) of a withdrawn record', 'The log has no tombstone.');
    const sent = `record(id: "${retired[0]}")`;
    const answer = await ask('query ($id: ID!) { record(id: $id) { id } }', { id: retired[0] });
    return answer.data?.['record'] == null && codesOf(answer).includes('RECORD_RETIRED') ? passed(sent, told(answer)) : failed(sent, told(answer));
  },
};
