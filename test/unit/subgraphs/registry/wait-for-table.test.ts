import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WakeUp } from '../../../../subgraphs/kit/wake-up.js';
import { openLibsqlMemberStore } from '../../../../subgraphs/registry/stores/libsql-member-store.js';
import type { MemberStore } from '../../../../subgraphs/registry/stores/member-store.js';
import { waitForTable } from '../../../../subgraphs/registry/wait-for-table.js';
import { memberData } from '../../../cases/member-store.cases.js';

describe('waitForTable', () => {
  let store: MemberStore;
  let changed: WakeUp;
  beforeEach(async () => {
    store = openLibsqlMemberStore(':memory:');
    changed = new WakeUp();
    await store.put(memberData('MEE'));
  });
  afterEach(async () => {
    changed.close();
    await store.close();
  });

  test.each([undefined, 0, 2])('answers at once where the caller has another revision (%p)', async (after) => {
    expect((await waitForTable({ store, changed, after, waitMillis: 30_000 })).revision).toBe(1);
  });

  test('answers the same table when the time is over', async () => {
    expect((await waitForTable({ store, changed, after: 1, waitMillis: 1 })).revision).toBe(1);
  });

  test('answers the new table at the change', async () => {
    const answer = waitForTable({ store, changed, after: 1, waitMillis: 30_000 });
    await store.put(memberData('MOT'));
    changed.wake();
    expect((await answer).revision).toBe(2);
  });

  test('does not sleep through a change that falls between its looks', async () => {
    let looks = 0;
    const slow: MemberStore = {
      ...{ put: store.put.bind(store), requests: store.requests.bind(store), putRequest: store.putRequest.bind(store), close: store.close.bind(store), watch: store.watch.bind(store), reachable: true },
      async table() {
        const table = await store.table();
        looks += 1;
        if (looks === 1) {
          await store.put(memberData('MOT'));
          changed.wake();
        }
        return table;
      },
    };
    expect((await waitForTable({ store: slow, changed, after: 1, waitMillis: 30_000 })).revision).toBe(2);
  });

  test('holds nobody back once closed', async () => {
    const answer = waitForTable({ store, changed, after: 1, waitMillis: 30_000 });
    changed.close();
    expect((await answer).revision).toBe(1);
  });

  test.each([-1, 30_001])('refuses to wait %d ms', async (waitMillis) => {
    await expect(waitForTable({ store, changed, after: 1, waitMillis })).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT', field: 'waitMillis' } });
  });
});
