import { startChild, type ChildService } from './child-service.js';

/** Services that run as processes and stand or fall together. */
export interface ChildGroup {
  /** @throws Error where the group was closed */
  readonly start: (words: readonly string[], env: Readonly<Record<string, string>>) => ChildService;
  /** Resolves with a sentence when one of them ends that was not asked to. */
  readonly lost: Promise<string>;
  /** Stops them all. */
  readonly close: () => Promise<void>;
}

export function createChildGroup(): ChildGroup {
  const children: ChildService[] = [];
  let closing = false;
  let lose: (how: string) => void;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  return {
    start: (words, env) => {
      if (closing) throw new Error(`ucat ${words.join(' ')} was not started: the others are stopping.`);
      const child = startChild(words, env);
      children.push(child);
      void child.ended.then((how) => {
        if (!closing) lose(how);
      });
      return child;
    },
    lost,
    close: async () => {
      closing = true;
      await Promise.all(children.map(async (child) => child.close()));
    },
  };
}
