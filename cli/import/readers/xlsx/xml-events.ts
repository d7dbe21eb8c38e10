import sax from 'sax';
import { BadWorkbook } from './archive.js';

/** What a part of a workbook is read by. Names are without their prefix; attributes keep theirs. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const MOST_DEPTH = 64;

/**
 * Feeds a part to `handlers`, chunk by chunk, and passes on what they gathered meanwhile, which `take` gives. There are no
 * entities but XML's own five: a document type, which could define others, is refused.
 *
 * @throws BadWorkbook where it is no XML that a workbook may hold
 */
export async function* xmlItems<Item>(part: string, chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers, take: () => Iterable<Item>): AsyncGenerator<Item> {
  const parser = sax.parser(true);
  let failure: Error | undefined;
  let depth = 0;
  const fail = (what: string): void => void (failure ??= new BadWorkbook(`Expected XML in ${part} but ${what}.`));
  parser.onerror = (error) => fail(error.message.replaceAll('\n', ', '));
  parser.ondoctype = () => fail('it has a document type, which a workbook never has');
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > MOST_DEPTH) fail(`it is nested deeper than ${String(MOST_DEPTH)}`);
    else handlers.open?.(localName(name), attributes as Readonly<Record<string, string>>);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    handlers.close?.(localName(name));
  };
  parser.ontext = parser.oncdata = (text) => handlers.text?.(text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const feed = (text: string): void => {
    if (failure) throw failure;
    parser.write(text);
    if (failure) throw failure;
  };
  for await (const chunk of chunks) {
    feed(decode(part, decoder, chunk));
    yield* take();
  }
  feed(decode(part, decoder));
  parser.close();
  if (failure) throw failure;
  yield* take();
}

function decode(part: string, decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new BadWorkbook(`Expected UTF-8 in ${part} but a byte is not.`);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads a whole part for its events' sake. @throws BadWorkbook */
export async function readXml(part: string, chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  await xmlItems(part, chunks, handlers, () => []).next();
}
