import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askJson } from '../../../subgraphs/kit/ask-json.js';
import { listen, sendJson, type HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createHttpTransport } from '../../../subgraphs/kit/transport/http-transport.js';
import { refusedAddresses } from '../../../subgraphs/kit/transport/refused-addresses.js';

const strict = refusedAddresses({ allowsThisMachine: false });
const lenient = refusedAddresses({ allowsThisMachine: true });

describe('an address that a stranger names', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('%s is this machine: refused unless it may be asked', (address) => {
    expect([strict(address), lenient(address)]).toEqual([true, false]);
  });

  test.each(['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', '0.0.0.0', '::', '224.0.0.1', '255.255.255.255', 'ff02::1'])('%s is no service’s: refused always', (address) => {
    expect([strict(address), lenient(address)]).toEqual([true, true]);
  });

  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '203.0.113.7', 'fd00::1', '2001:db8::1'])('%s may be a node', (address) => {
    expect([strict(address), lenient(address)]).toEqual([false, false]);
  });
});

describe('where only the internet is asked', () => {
  const publicOnly = refusedAddresses({ allowsThisMachine: false, allowsPrivate: false });
  test.each(['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '198.18.0.1', '240.0.0.1', '::ffff:10.0.0.1', 'fd00::1', 'fec0::1', '64:ff9b::a00:1', '127.0.0.1', '169.254.169.254'])('%s is refused', (address) => {
    expect(publicOnly(address)).toBe(true);
  });

  test.each(['203.0.113.7', '172.32.0.1', '100.128.0.1', '2001:db8::1'])('%s is not', (address) => {
    expect(publicOnly(address)).toBe(false);
  });
});

describe('what refuses addresses', () => {
  let server: HttpServer;
  let asked: number;
  beforeEach(async () => {
    asked = 0;
    server = await listen((_, response) => {
      asked += 1;
      sendJson(response, 200, { data: {} });
    }, { port: 0, stopGracePeriodMillis: 100 });
  });
  afterEach(async () => server.close());

  test.each(['127.0.0.1', 'localhost', '2130706433', '[::1]', '[::ffff:127.0.0.1]'])('does not connect to http://%s', async (host) => {
    const url = `http://${host}:${String(server.port)}/`;
    const transport = createHttpTransport({ refuses: strict });
    await expect(transport.send({ url, query: '{ a }' })).rejects.toThrow(/address that is not asked/);
    await transport.close();
    await expect(askJson(url, { timeoutMillis: 2_000, refuses: strict })).rejects.toThrow(/could not be asked: .*address that is not asked/);
    expect(asked).toBe(0);
  });

  test('connects to others, by address and by name', async () => {
    const transport = createHttpTransport({ refuses: lenient });
    expect(await transport.send({ url: server.url, query: '{ a }' })).toEqual({ data: {} });
    await transport.close();
    expect(await askJson(`http://localhost:${String(server.port)}`, { timeoutMillis: 2_000, refuses: lenient })).toEqual({ data: {} });
    await expect(askJson('http://nowhere.invalid/', { timeoutMillis: 5_000, refuses: strict })).rejects.toThrow(/could not be asked: (ENOTFOUND|EAI_AGAIN)/);
  });
});
