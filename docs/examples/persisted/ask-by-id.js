// Asks by the id of an operation, without its text: node docs/examples/persisted/ask-by-id.js Search '{"words":"空气质量"}'
import { readFileSync } from 'node:fs';

const [name = 'Search', variables = '{"words":"空气质量"}', catalog = 'http://127.0.0.1:4000/graphql'] = process.argv.slice(2);
const { operations } = JSON.parse(readFileSync(new URL('documents.json', import.meta.url), 'utf8'));
const operation = operations.find((one) => one.name === name);
if (!operation) throw new Error(`Expected one of ${operations.map((one) => one.name).join(', ')} but got ${name}.`);

const response = await fetch(catalog, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ documentId: operation.id, variables: JSON.parse(variables) }),
});
console.log(JSON.stringify(await response.json(), null, 2));
