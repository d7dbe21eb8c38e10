import { catalogError } from '../../schema/errors.js';
import type { WakeUp } from '../kit/wake-up.js';
import type { MemberTable } from './model.js';
import type { MemberStore } from './stores/member-store.js';

export interface WaitForTableOptions {
  readonly store: MemberStore;
  /** Woken after each change of the store. */
  readonly changed: WakeUp;
  /** The revision that the caller has; none asks for the table at once. */
  readonly after: number | undefined;
  /** 0 to 30000. */
  readonly waitMillis: number;
}

const MAX_WAIT_MILLIS = 30_000;

/** The member table, held back while its revision equals `after`, at most for `waitMillis`. @throws GraphQLError BAD_INPUT */
export async function waitForTable({ store, changed, after, waitMillis }: WaitForTableOptions): Promise<MemberTable> {
  if (waitMillis < 0 || waitMillis > MAX_WAIT_MILLIS) {
    throw catalogError('BAD_INPUT', `waitMillis: expected 0 to ${String(MAX_WAIT_MILLIS)} but got ${String(waitMillis)}.`, { field: 'waitMillis' });
  }
  const table = await store.table();
  if (table.revision !== after) return table;
  // Armed before the second look, so that a change between the two is not slept through.
  const nextChange = changed.wait(waitMillis);
  const current = await store.table();
  if (current.revision !== after) return current;
  await nextChange;
  return store.table();
}
