import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { generatedDataset } from '../generated-corpus.js';

type MadeDocument = Pick<ReturnType<typeof generatedDataset>, 'id' | 'document'>;

/** Documents of these numbers, in a file of them. */
interface Wanted {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Stands between an id and its document, and in neither. */
const TAB = '\t';

/** Writes the documents from one number to before another, one a line, in a process of its own: what that leaves in memory is not of the index, and it is over before anything is timed. */
export async function makeDocuments(file: string, from: number, to: number): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify({ file, from, to } satisfies Wanted)]);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Expected documents but the process that makes them ended with code ${String(code)}.`);
}

/** The documents of a file in pages, in their order. */
export async function* pagesOf(file: string, size: number): AsyncGenerator<readonly MadeDocument[]> {
  let page: MadeDocument[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const at = line.indexOf(TAB);
    if (page.push({ id: line.slice(0, at), document: line.slice(at + 1) }) < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function write({ file, from, to }: Wanted): Promise<void> {
  // On the disk when it ends: what is still to be written would be while the index is timed.
  const out = createWriteStream(file, { flush: true });
  for (let number = from; number < to; number++) {
    const { id, document } = generatedDataset(number);
    if (!out.write(id + TAB + document + '\n')) await once(out, 'drain');
  }
  await finished(out.end());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Where the bench is ended nobody wants them.
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
  await write(JSON.parse(process.argv[2] as string) as Wanted);
}
