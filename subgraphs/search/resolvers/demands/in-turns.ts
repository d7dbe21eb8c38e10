/** Searches that one question has under way at a time: others want to be answered too. */
const AT_ONCE = 4;

/** Answers in the order of `items`, a few at a time. */
export async function inTurns<Item, Answer>(items: readonly Item[], answer: (item: Item) => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) answers.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(answer))));
  return answers;
}
