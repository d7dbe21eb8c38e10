import { fork } from 'node:child_process';
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

  /** The documents from one number to before another. */
  async make(from: number, to: number): Promise<readonly MadeDocument[]> {
    const documents: MadeDocument[] = [];
    for (let at = from; at < to; at += PAGE) {
      documents.push(...(await this.#ask({ from: at, to: Math.min(to, at + PAGE) })));
    }
    return documents;
  }

  close(): void {
    this.#child.disconnect();
  }

  /** Nothing that outlives the answer waits for it: a race with the child's end would keep every page. */
  #ask(asked: Asked): Promise<readonly MadeDocument[]> {
    return new Promise((resolve, reject) => {
      const onEnd = (): void => reject(new Error('Expected documents but the process that makes them ended.'));
      this.#child.once('exit', onEnd).once('message', (page) => {
        this.#child.off('exit', onEnd);
        resolve(page as readonly MadeDocument[]);
      });
      this.#child.send(asked);
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on('message', ({ from, to }: Asked) => process.send?.(Array.from({ length: to - from }, (_, offset) => generatedDataset(from + offset))));
}
