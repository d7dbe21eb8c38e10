import { GraphiQL } from 'graphiql';
import type { ComponentProps } from 'react';
import { createRoot } from 'react-dom/client';
import { EXAMPLES_PLUGIN, FIRST_EXAMPLE } from './examples-plugin';
import { guardMarkup } from './markup-policy';

guardMarkup();
// The name by which the parts that add a style sheet of their own look for the nonce that the page's policy takes.
Object.assign(globalThis, { __webpack_nonce__: document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce });

/** Asks the gateway that serves the page. */
const ask: ComponentProps<typeof GraphiQL>['fetcher'] = async (asked, options) => {
  const response = await fetch('/graphql', { method: 'POST', headers: { ...options?.headers, 'content-type': 'application/json' }, body: JSON.stringify(asked) });
  return response.json();
};

const root = document.getElementById('graphiql');
if (root) createRoot(root).render(<GraphiQL fetcher={ask} defaultQuery={`# More of these: "Examples", at the left.\n\n${FIRST_EXAMPLE}`} plugins={[EXAMPLES_PLUGIN]} shouldPersistHeaders={false} />);

