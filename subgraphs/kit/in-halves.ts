import { GraphQLError } from 'graphql';
import { catalogError, type ErrorCode } from '../../schema/errors.js';
import { authorityIn } from '../../schema/ids.js';

export interface HalvesOptions<Item, Taken> extends RoomOptions {
  /** What is made of each item as soon as it comes: all of them together are kept until the last has come. */
  readonly take: (item: Item, id: string) => Taken;
  /** How many characters it has; 0 of one that is not shown, which may make no difference to the others. */
  readonly lengthOf: (taken: Taken, item: Item) => number;
}

interface RoomOptions {
  /** Characters after which no more records of one authority are asked for. @default 16000000 */
  readonly mostOfOne?: number;
  /** Characters after which no more are asked for, of whomever. @default 64000000 */
  readonly mostOfAll?: number;
  /** Milliseconds after which no more are asked for. @default 10000 */
  readonly mostMillis?: number;
}

const TOO_LARGE: ErrorCode = 'OPERATION_TOO_LARGE';

/**
 * Asks for the records with these ids at once, and for each half by itself where that is too much for one answer. Answers follow
 * the order of `ids`. Whoever has records that are too long together costs itself only: in the place of those that are not asked
 * for any more, and of one that is too long by itself, stands an error.
 *
 * @throws whatever else `ask` throws
 */
export async function inHalves<Item, Taken>(ids: readonly string[], ask: (ids: readonly string[]) => Promise<readonly Item[]>, options: HalvesOptions<Item, Taken>): Promise<readonly (Taken | GraphQLError)[]> {
  const answers = new Map<number, Taken>();
  const room = new Room(options);
  const visit = async (places: readonly number[]): Promise<void> => {
    const open = room.isTimeUp ? [] : places.filter((place) => room.isLeftFor(ids[place] as string));
    if (open.length === 0) return;
    const items = await ask(open.map((place) => ids[place] as string)).catch(nullIfTooLarge);
    if (items) {
      for (const [at, place] of open.entries()) {
        const id = ids[place] as string;
        // Of each by itself: which are taken depends on those that are shown before them, not on how many were asked for at once.
        if (room.isLeftFor(id)) answers.set(place, takeInto(room, id, items[at] as Item, options));
      }
    } else if (open.length > 1) {
      const middle = Math.ceil(open.length / 2);
      await visit(open.slice(0, middle));
      await visit(open.slice(middle));
    }
  };
  await visit([...ids.keys()]);
  return ids.map((id, place) => (answers.has(place) ? (answers.get(place) as Taken) : room.errorFor(id)));
}

function takeInto<Item, Taken>(room: Room, id: string, item: Item, { take, lengthOf }: HalvesOptions<Item, Taken>): Taken {
  const taken = take(item, id);
  room.use(id, lengthOf(taken, item));
  return taken;
}

/** What may still be taken, of each authority and of all. */
class Room {
  readonly #most: Required<RoomOptions>;
  readonly #begun = performance.now();
  readonly #ofOne = new Map<string, number>();
  #ofAll = 0;

  constructor({ mostOfOne = 16_000_000, mostOfAll = 64_000_000, mostMillis = 10_000 }: RoomOptions) {
    this.#most = { mostOfOne, mostOfAll, mostMillis };
  }

  /** Whether more of its authority, and more at all, may be taken. */
  isLeftFor(id: string): boolean {
    const { mostOfOne, mostOfAll } = this.#most;
    return this.#ofAll < mostOfAll && (this.#ofOne.get(authorityIn(id)) ?? 0) < mostOfOne;
  }

  get isTimeUp(): boolean {
    return performance.now() - this.#begun >= this.#most.mostMillis;
  }

  use(id: string, characters: number): void {
    const authority = authorityIn(id);
    this.#ofAll += characters;
    this.#ofOne.set(authority, (this.#ofOne.get(authority) ?? 0) + characters);
  }

  errorFor(id: string): GraphQLError {
    const { mostOfOne, mostOfAll, mostMillis } = this.#most;
    if (this.isTimeUp && this.isLeftFor(id)) return catalogError(TOO_LARGE, `${id}: expected records that can be read within ${String(mostMillis)} ms, but those before it took that long; ask for fewer at once.`);
    return catalogError(TOO_LARGE, `${id}: expected records with about ${String(mostOfOne)} characters together of one authority, and ${String(mostOfAll)} of all, but these have more; ask for fewer at once.`);
  }
}

function nullIfTooLarge(error: unknown): null {
  if (error instanceof GraphQLError && error.extensions['code'] === TOO_LARGE) return null;
  throw error;
}
