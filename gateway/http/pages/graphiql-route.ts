import { randomBytes } from 'node:crypto';
import type { RouteHandler } from '../../../subgraphs/kit/observe/route-handler.js';
import { onlyReads, sendText } from './send-page.js';

/**
 * As strict as that of the other pages but for two things: dialogs write a style sheet of their own, which needs this answer's
 * nonce; and markup is set, of descriptions, which passes the one policy that web/graphiql/markup-policy.ts makes.
 */
const policy = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default`;

/** `/graphiql`: an editor of queries, with the schema beside it and queries to begin with. */
export function graphiqlRoute(): RouteHandler {
  return function answerGraphiql(message, response) {
    if (!onlyReads(message, response)) return;
    const nonce = randomBytes(18).toString('base64url');
    sendText(message, response, 200, 'text/html; charset=utf-8', page(nonce), { 'content-security-policy': policy(nonce), 'cache-control': 'no-store' });
  };
}

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>GraphiQL · Union Catalog</title>
<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/graphiql.css">
<script type="module" src="/assets/graphiql.js" nonce="${nonce}"></script>
</head>
<body>
<main id="graphiql"><noscript>The editor needs JavaScript. The catalog is at /graphql.</noscript></main>
</body>
</html>
`;
