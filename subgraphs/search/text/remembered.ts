/** Longest text that a result is kept for. */
const LONGEST = 100;

/** `work`, which keeps its results of short texts: codes, formats and days come again with nearly every record. */
export function remembered<Result>(work: (text: string) => Result, most = 10_000): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = work(text);
    if (results.size >= most) results.clear();
    results.set(text, result);
    return result;
  };
}
