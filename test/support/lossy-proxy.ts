import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of one request: it passes, is lost on its way, or is done and the answer is lost. */
export type Fate = 'passes' | 'lost' | 'answer lost';

/** Stands before an HTTP server and loses what it is told to lose. */
export interface LossyProxy extends AsyncDisposable {
  readonly url: string;
  /** Is asked for each request, from now on. A request waits as long as it takes to decide. */
  decide(fate: (path: string) => Fate | Promise<Fate>): void;
}

/** Opens a proxy on a free loopback port. */
export async function openLossyProxy(target: string): Promise<LossyProxy> {
  let decide: (path: string) => Fate | Promise<Fate> = () => 'passes';
  const server = createServer(async (incoming, outgoing) => {
    const fate = await decide(incoming.url ?? '');
    if (fate === 'lost') return void incoming.socket.destroy();
    forward(incoming, target, (answer) => {
      if (fate !== 'answer lost') return passOn(answer, outgoing);
      answer.destroy();
      incoming.socket.destroy();
    }, () => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    decide: (fate) => (decide = fate),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(incoming: IncomingMessage, target: string, onAnswer: (answer: IncomingMessage) => void, onError: () => void): void {
  const outgoing = ask(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } }, onAnswer);
  outgoing.on('error', onError);
  incoming.pipe(outgoing);
}

function passOn(answer: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(outgoing);
}
