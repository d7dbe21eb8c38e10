import { readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { sharedPath } from './shared-data.js';

const SEVERE = 'http://www.w3.org/ns/shacl#Violation';
const parse = (turtle: string): Store => new Store(new Parser({ format: 'text/turtle' }).parse(turtle));

/** What violates the shapes of DCAT-AP 3 and its class ranges: `focus path message`, each once. */
export async function violations(turtle: string): Promise<readonly string[]> {
  const data = parse(turtle);
  const found = ['shapes.ttl', 'range.ttl'].map(async (file) => {
    const validator = new SHACLValidator(parse(readFileSync(sharedPath('fixtures', 'dcat-ap', file), 'utf8')) as never);
    const { results } = await validator.validate(data as never);
    return results.filter(({ severity }) => severity?.value === SEVERE);
  });
  const texts = (await Promise.all(found)).flat().map(({ focusNode, path, message }) => `${focusNode?.value ?? ''} ${String(path?.value)} ${message.map(({ value }) => value).join(' ')}`);
  return [...new Set(texts)];
}
