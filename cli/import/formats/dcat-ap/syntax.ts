import { extname } from 'node:path';

export const SYNTAXES = ['turtle', 'json-ld', 'rdf-xml'] as const;
export type DcatSyntax = (typeof SYNTAXES)[number];

const BY_ENDING: Readonly<Record<string, DcatSyntax>> = { '.ttl': 'turtle', '.nt': 'turtle', '.jsonld': 'json-ld', '.json': 'json-ld', '.rdf': 'rdf-xml', '.owl': 'rdf-xml', '.xml': 'rdf-xml' };

/** The syntax that a file's name tells. */
export const syntaxOfName = (file: string): DcatSyntax | undefined => BY_ENDING[extname(file).toLowerCase()];

/** The syntax that a text's beginning tells. */
export function syntaxOfText(beginning: string): DcatSyntax {
  const text = beginning.trimStart();
  if (/^(?:\{|\[\s*[{\]"])/.test(text)) return 'json-ld';
  return /^<(?:\?xml|!|[\w-]+(?::[\w-]+)?\s+[\w:-]+\s*=)/.test(text) ? 'rdf-xml' : 'turtle';
}
