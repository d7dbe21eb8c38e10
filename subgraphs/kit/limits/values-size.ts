/** How much variables hold. */
export interface ValuesSize {
  /** Texts, numbers, words, lists and objects. */
  readonly values: number;
  /** Levels of lists and objects. */
  readonly depth: number;
}

/** Measures JSON values, however deep: without recursion, and no further than `limit` values. */
export function valuesSize(given: unknown, limit: number): ValuesSize {
  const left: { readonly value: unknown; readonly depth: number }[] = [{ value: given, depth: 0 }];
  let values = 0;
  let depth = 0;
  for (let next = left.pop(); next; next = left.pop()) {
    values += 1;
    if (typeof next.value !== 'object' || next.value === null) continue;
    depth = Math.max(depth, next.depth + 1);
    const inner: readonly unknown[] = Object.values(next.value);
    if (values + left.length + inner.length > limit) return { values: values + left.length + inner.length, depth };
    for (const value of inner) left.push({ value, depth: next.depth + 1 });
  }
  return { values, depth };
}
