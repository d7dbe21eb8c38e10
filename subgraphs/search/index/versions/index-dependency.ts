import type { Dependency } from '../../../kit/observe/readiness.js';
import type { OpenIndex } from './open-index.js';

/** How it stands with the index: one that is served while a new version is made, or a thread of several is down, is as good as any, and says so. */
export function indexDependency({ index, rebuild, versions }: OpenIndex): Dependency {
  const ok = index.ready;
  const progress = rebuild();
  if (progress !== null) {
    const { built, total, problem } = progress;
    return { ok, detail: `a new version is made beside ${versions().current}: ${String(built)} of ${String(total)} records${problem === null ? '' : `; the last attempt failed: ${problem}`}` };
  }
  if (versions().pinned) return { ok, detail: `${versions().current} is served as it is, for it was gone back to` };
  const { readers } = index;
  return ok && readers && readers.answering < readers.all ? { ok, detail: `${String(readers.answering)} of ${String(readers.all)} reading threads answer; the others are started again` } : { ok };
}
