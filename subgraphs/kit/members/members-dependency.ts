import type { MemberSource } from '../follow-members.js';
import type { Dependency } from '../observe/readiness.js';

/** How it stands with the member table: one that was kept is as good as the registry's, and said to be kept. */
export function membersDependency(source: MemberSource | null): Dependency {
  if (source === null) return { ok: false, detail: 'the registry was never heard' };
  if (source.source === 'DISK') return { ok: true, detail: 'kept from the last time; the registry was not heard yet' };
  return source.missing.length === 0 ? { ok: true } : { ok: true, detail: `the registry does not name ${String(source.missing.length)} authorities that it named before; they stay as they were` };
}
