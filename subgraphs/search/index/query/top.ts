/** Whether the first slot stands before the second in the order asked for. */
export type Before = (a: number, b: number) => boolean;

/** The first `count` of `candidates` in order, found with a heap of that size. Candidates are positions of any kind. */
export function firstInOrder(candidates: number, count: number, before: Before, passes: (candidate: number) => boolean): readonly number[] {
  const heap: number[] = [];
  if (count === 0) return heap;
  for (let candidate = 0; candidate < candidates; candidate++) {
    if (heap.length === count && !before(candidate, heap[0] as number)) continue;
    if (!passes(candidate)) continue;
    if (heap.length < count) riseLast(heap, candidate, before);
    else sinkFirst(heap, candidate, before);
  }
  return heap.sort((a, b) => (before(a, b) ? -1 : 1));
}

/**
 * The same of candidates with a number each, of which a higher one stands before a lower one: of most nothing but that is asked.
 *
 * @param most what no candidate that passes has more than
 */
export function firstByKey(keys: Float64Array, count: number, before: Before, passes: (candidate: number) => boolean, most: number): readonly number[] {
  const heap: number[] = [];
  if (count === 0) return heap;
  let least = -Infinity;
  for (let candidate = 0; candidate < keys.length; candidate++) {
    const key = keys[candidate] as number;
    if (key > most || key < least) continue;
    if (heap.length === count && !before(candidate, heap[0] as number)) continue;
    if (!passes(candidate)) continue;
    if (heap.length < count) riseLast(heap, candidate, before);
    else sinkFirst(heap, candidate, before);
    if (heap.length === count) least = keys[heap[0] as number] as number;
  }
  return heap.sort((a, b) => (before(a, b) ? -1 : 1));
}

/** The heap's first is the one that stands last, the next to be driven out. */
function riseLast(heap: number[], candidate: number, before: Before): void {
  let at = heap.push(candidate) - 1;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!before(heap[parent] as number, candidate)) break;
    heap[at] = heap[parent] as number;
    at = parent;
  }
  heap[at] = candidate;
}

function sinkFirst(heap: number[], candidate: number, before: Before): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child] as number, heap[child + 1] as number)) child++;
    if (!before(candidate, heap[child] as number)) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = candidate;
}
