/** Items in an order in which each comes after those that it names; those on a circle, which has no such order, apart. */
export function inOrder<Item>(items: ReadonlyMap<string, Item>, namedBy: (item: Item) => readonly string[]): { readonly ordered: readonly Item[]; readonly circular: ReadonlySet<Item> } {
  const waiting = new Map([...items].map(([key, item]) => [key, new Set(namedBy(item).filter((name) => items.has(name)))]));
  const followers = new Map([...items.keys()].map((key): [string, string[]] => [key, []]));
  for (const [key, names] of waiting) for (const name of names) followers.get(name)?.push(key);
  const ordered: Item[] = [];
  const circular = new Set<Item>();
  let ready = [...waiting].filter(([, names]) => names.size === 0).map(([key]) => key);
  const leave = (key: string): readonly string[] => {
    waiting.delete(key);
    ordered.push(items.get(key) as Item);
    return (followers.get(key) ?? []).filter((follower) => waiting.get(follower)?.delete(key) && waiting.get(follower)?.size === 0);
  };
  while (waiting.size > 0) {
    if (ready.length === 0) {
      const stuck = onCircle(waiting);
      circular.add(items.get(stuck) as Item);
      ready = [stuck];
    }
    ready = ready.flatMap(leave);
  }
  return { ordered, circular };
}

/** An item that waits for itself, by way of others. Where nothing is ready, each that waits leads to one. */
function onCircle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string {
  const seen = new Set<string>();
  let [key] = waiting.keys() as unknown as [string];
  while (!seen.has(key)) {
    seen.add(key);
    [key] = waiting.get(key) as unknown as [string];
  }
  return key;
}
