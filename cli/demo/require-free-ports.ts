import { createServer } from 'node:net';
import { CannotStart } from '../../subgraphs/kit/cannot-start.js';
import { demoPorts, type DemoConfig } from './config.js';

/** Tries every port of the demonstration, before anything is started. @throws CannotStart, naming the one that can't be had */
export async function requireFreePorts(config: DemoConfig): Promise<void> {
  for (const [service, port] of demoPorts(config)) {
    const problem = await portProblem(port);
    if (problem !== undefined) throw new CannotStart(`The demonstration can't start: port ${String(port)} (${service}) can't be had: ${problem}. Set PORT to another: the services follow it.`);
  }
}

async function portProblem(port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' ? 'another process listens there' : error.message));
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(undefined)));
  });
}
