import { audienceOfLog, readLogKey } from '../../../schema/audience.js';
import { contentHash, isDeparted, logOf, type RecordContent } from '../model.js';
import type { StoredRecord } from '../stores/record-store.js';
import { problem, type Problem } from '../validate/report.js';
import type { Draft } from './batch-plan.js';

/** What is to be published, and the key of the log that it belongs in. */
export interface Placed {
  readonly content: RecordContent;
  readonly contentHash: string;
  readonly log: string;
}

/**
 * Lets a record go on to say who may know of it where its steward does not: an import that has no word for an audience, or
 * for a grade, opens nothing. A withdrawn record comes back only for those who knew of it, for the log in which it was
 * withdrawn can not tell of another.
 */
export function keepAudience(authority: string, draft: Draft, before: StoredRecord | null): Placed | Problem {
  const content = before === null ? draft.content : goOn(draft, before);
  const hash = content === draft.content ? draft.contentHash : contentHash(content);
  const log = logOf(authority, content);
  if (before?.state !== 'RETIRED') return { content, contentHash: hash, log };
  if (!isDeparted(before.tombstone)) return log === before.log ? { content, contentHash: hash, log } : otherAudience(before, log);
  const isSaid = draft.saysAudience || readLogKey(log).logName === 'OWNER';
  return isSaid ? { content, contentHash: hash, log } : problem('REQUIRED', 'audience', null, 'Expected an audience: it was being changed when the node stopped, and is not known. Say it again, PUBLIC too.');
}

function goOn({ content, saysAudience }: Draft, before: StoredRecord): RecordContent {
  const said = before.state === 'LIVE' ? before.record : isDeparted(before.tombstone) ? {} : ownWord(before.log);
  const isCore = before.state === 'LIVE' && before.record.kind === 'DATASET' && before.record.grade === 'CORE';
  const grade = content.kind === 'DATASET' && content.grade === undefined && isCore ? { grade: 'CORE' as const } : {};
  const audience = saysAudience || said.audience === undefined ? {} : { audience: said.audience, ...(said.named && { named: said.named }) };
  return 'grade' in grade || 'audience' in audience ? ({ ...content, ...grade, ...audience } as RecordContent) : content;
}

/** What a record of this log says of its audience. */
function ownWord(log: string): Pick<RecordContent, 'audience' | 'named'> {
  const found = audienceOfLog(readLogKey(log).logName);
  if (found === null || found.audience === 'PUBLIC') return {};
  return { audience: found.audience, ...(found.audience === 'NAMED' && { named: found.named }) };
}

function otherAudience({ log: from }: StoredRecord, to: string): Problem {
  const [before, now] = [from, to].map((key) => readLogKey(key).logName);
  return problem('AUDIENCE', 'audience', now, `Expected the audience that it was withdrawn from, ${String(before)}: a withdrawn record comes back for the same readers. Publish it as a new one, with neither its id nor its sources.`);
}
