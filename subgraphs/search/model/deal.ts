import { authorityIn } from '../../../schema/ids.js';

/** The first of each list, then the second of each, and so on: no long list takes the place of a short one. */
export function dealt(lists: readonly (readonly string[])[], most: number): ReadonlySet<string> {
  const taken = new Set<string>();
  const longest = lists.reduce((length, list) => Math.max(length, list.length), 0);
  for (let round = 0; round < longest && taken.size < most; round++) {
    for (const list of lists) {
      const id = list[round];
      if (id !== undefined && taken.size < most) taken.add(id);
    }
  }
  return taken;
}

/** Ids by the authorities that they name, in the order in which these come first. */
export function byAuthority(ids: readonly string[]): readonly (readonly string[])[] {
  const lists = new Map<string, string[]>();
  for (const id of ids) {
    const list = lists.get(authorityIn(id)) ?? [];
    list.push(id);
    lists.set(authorityIn(id), list);
  }
  return [...lists.values()];
}
