import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { generatedDataset } from '../generated-corpus.js';

export type MadeDocument = ReturnType<typeof generatedDataset>;

/** What is asked for: documents of these numbers. */
interface Asked {
  readonly from: number;
  readonly to: number;
}

/** Documents in one message. */
const PAGE = 500;

/** Makes documents in a process of its own: what that leaves in memory is not of the index. */
export class DocumentMaker {
  readonly #child = fork(fileURLToPath(import.meta.url), [], { serialization: 'advanced' });
  readonly #ended = once(this.#child, 'exit');

  /** The documents from one number to before another. */
  async make(from: number, to: number): Promise<readonly MadeDocument[]> {
    const documents: MadeDocument[] = [];
    for (let at = from; at < to; at += PAGE) {
      this.#child.send({ from: at, to: Math.min(to, at + PAGE) } satisfies Asked);
      const [page] = (await Promise.race([once(this.#child, 'message'), this.#ended])) as [unknown];
      if (!Array.isArray(page)) throw new Error('Expected documents but the process that makes them ended.');
      documents.push(...(page as readonly MadeDocument[]));
    }
    return documents;
  }

  close(): void {
    this.#child.disconnect();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on('message', ({ from, to }: Asked) => process.send?.(Array.from({ length: to - from }, (_, offset) => generatedDataset(from + offset))));
}
