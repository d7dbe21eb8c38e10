import { describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { demoPorts, NODES, readDemoConfig } from '../../../../cli/demo/config.js';
import { requireFreePorts } from '../../../../cli/demo/require-free-ports.js';
import { readSeedFiles } from '../../../../seed/read-seed-files.js';

describe('the ports of the demonstration', () => {
  test('are enough for every member of the seed', () => {
    expect(NODES).toBe(readSeedFiles().length);
  });

  test('end with the last that there is', () => {
    expect(Math.max(...demoPorts(readDemoConfig({ PORT: '65407' })).map(([, port]) => port))).toBe(65_535);
    expect(() => readDemoConfig({ PORT: '65408' })).toThrow('PORT: expected a whole number of 0 to 65407 but got "65408".');
  });

  test('one that is taken is named, and nothing is started', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await expect(requireFreePorts({ port, dataDir: '.data' })).rejects.toThrow(`The demonstration can't start: port ${String(port)} (gateway) can't be had: another process listens there.`);
    } finally {
      server.close();
    }
  });
});
