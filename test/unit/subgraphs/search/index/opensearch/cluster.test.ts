import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cluster, type ClusterError } from '../../../../../../subgraphs/search/index/opensearch/cluster.js';

describe('an error of a cluster', () => {
  let server: Server;
  let cluster: Cluster;

  beforeEach(async () => {
    server = createServer((_, response) => response.writeHead(403, { 'content-type': 'application/json' }).end('{"error":{"type":"security_exception","reason":"no permissions"},"status":403}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cluster = new Cluster({ url: `http://admin:secret@127.0.0.1:${String((server.address() as AddressInfo).port)}`, timeoutMillis: 2_000 });
  });
  afterEach(async () => {
    await cluster.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const errorOf = async (): Promise<ClusterError> => cluster.ask('GET', '/x').then(() => Promise.reject(new Error('It was answered.')), (error: unknown) => error as ClusterError);
  const told = (error: ClusterError): string => `${error.message} ${String(error.stack)} ${JSON.stringify({ ...error })}`;

  test('says what the cluster answered, without a password', async () => {
    const error = await errorOf();
    expect(error).toMatchObject({ name: 'ClusterError', status: 403, message: expect.stringContaining('no permissions') });
    expect(told(error)).not.toContain('secret');
  });

  test('says that it does not answer, without a password', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const error = await errorOf();
    expect(error).toMatchObject({ name: 'ClusterError', status: null });
    expect(told(error)).not.toContain('secret');
  });
});
