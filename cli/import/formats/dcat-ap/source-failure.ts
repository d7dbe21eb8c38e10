import { GraphTooLarge } from '../../../../schema/formats/dcat-ap/rdf-graph.js';
import { unreadable, type SourceEntry } from '../../readers/source-reader.js';

/** A file, or a part of it, that can't be read: at which line, by which rule. Line 0 stands for the file as a whole. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  constructor(
    readonly line: number,
    readonly rule: string,
    message: string,
    readonly excerpt: string | null = null,
    readonly column?: number,
  ) {
    super(shortened(message));
  }
}

/** A parser quotes what it stumbled over, be that as long as it may. */
const shortened = (message: string): string => (message.length <= MESSAGE ? message : `${message.slice(0, MESSAGE).toWellFormed()}…`);

const MESSAGE = 500;

export const failureEntry = ({ line, column, rule, excerpt, message }: SourceFailure): SourceEntry => unreadable(line, column, rule, excerpt, message);

/** What a failure of a reader means, at the line where it came up. Errors of our own making pass. */
export function asFailure(error: unknown, line: number, rule: string): SourceFailure {
  if (error instanceof SourceFailure) return error;
  if (error instanceof GraphTooLarge) return new SourceFailure(line, 'TOO_LARGE', error.message);
  return new SourceFailure(line, rule, `Expected ${rule} but ${error instanceof Error ? error.message : String(error)}`);
}
