import { createServer } from 'node:net';
import { until } from './until.js';

/** Whether nobody listens at a port of this machine. */
export const isFreePort = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A port that is free now, below those that the system hands out by itself. */
export async function freePort(): Promise<number> {
  return until('a free port', async () => {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    return (await isFreePort(port)) && port;
  });
}
