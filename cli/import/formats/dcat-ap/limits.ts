import type { GraphLimits } from '../../../../schema/formats/dcat-ap/rdf-graph.js';

/**
 * What a file may ask of memory. Turtle and RDF/XML are read as they come into a graph of at most so many statements and
 * characters; JSON-LD is held as a whole beside it. What the defaults allow fits a heap of 400 MiB (a million statements were
 * read with 320).
 */
export interface DcatLimits extends GraphLimits {
  /** Most bytes of a file in Turtle or RDF/XML. @default 268435456 */
  readonly bytes?: number;
  /** Most bytes of a file in JSON-LD. @default 33554432 */
  readonly jsonLdBytes?: number;
  /** Most characters of one statement of Turtle, with all that hangs on its subject. @default 16777216 */
  readonly statementCharacters?: number;
  /** How deep elements and objects may be nested. @default 100 */
  readonly depth?: number;
}

export const withDefaults = (limits: DcatLimits = {}): DcatLimits & { readonly bytes: number; readonly jsonLdBytes: number; readonly statementCharacters: number; readonly depth: number } => ({
  bytes: 256 * 1024 * 1024,
  jsonLdBytes: 32 * 1024 * 1024,
  statementCharacters: 16 * 1024 * 1024,
  depth: 100,
  ...limits,
});
