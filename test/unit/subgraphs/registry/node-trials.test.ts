import { expect, test } from '@jest/globals';
import { listen } from '../../../../subgraphs/kit/http-server.js';
import { createHttpTransport } from '../../../../subgraphs/kit/transport/http-transport.js';
import { nodeTrials } from '../../../../subgraphs/registry/node-trials.js';
import { until } from '../../../e2e/support/until.js';

test('whoever asks makes the registry ask so many addresses at a time, and no more wait than there is room for', async () => {
  let asked = 0;
  const silent = await listen(() => {
    asked += 1;
    return new Promise(() => undefined);
  }, { port: 0, stopGracePeriodMillis: 0 });
  const http = createHttpTransport();
  const { challenge } = nodeTrials(http.send, { refuses: () => false });
  const codes: unknown[] = [];
  const all = Array.from({ length: 90 }, async () => {
    await challenge({ nonce: 'n', url: `${silent.url}/graphql`, registry: 'r' }).catch((error: { readonly extensions?: { readonly code?: unknown } }) => void codes.push(error.extensions?.code ?? 'UNANSWERED'));
  });
  await until('as many as may be', async () => asked === 16 && codes.length === 10);
  expect(codes).toEqual(Array(10).fill('SUBGRAPH_UNAVAILABLE'));
  await silent.close();
  await Promise.all(all);
  expect(codes.filter((code) => code === 'UNANSWERED')).toHaveLength(80);
  await http.close();
});
