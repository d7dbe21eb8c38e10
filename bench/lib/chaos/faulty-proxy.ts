import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `delayMillis` before each piece goes on to the service; or nothing goes anywhere and nobody is told. */
export type Fault = { readonly kind: 'none' } | { readonly kind: 'slow'; readonly delayMillis: number } | { readonly kind: 'swallow' };

/** Stands before a service and makes its network bad. */
export interface FaultyProxy {
  readonly port: number;
  set(fault: Fault): void;
  close(): void;
}

/** Opens a proxy on a free loopback port. A service that refuses is refused through it: the connection is reset. */
export async function openFaultyProxy(targetPort: number): Promise<FaultyProxy> {
  let fault: Fault = { kind: 'none' };
  const sockets = new Set<Socket>();
  const hold = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket)).setNoDelay(true);
  };
  const server = createServer((client) => {
    const service = hold(connect(targetPort, '127.0.0.1'));
    hold(client);
    client.on('data', (piece) => {
      const forward = (): void => void (service.destroyed || service.write(piece));
      if (fault.kind === 'none') forward();
      else if (fault.kind === 'slow') setTimeout(forward, fault.delayMillis);
    });
    service.on('data', (piece) => void (fault.kind === 'swallow' || client.destroyed || client.write(piece)));
    for (const [one, other] of [[client, service], [service, client]] as const) {
      one.on('end', () => other.end());
      one.on('error', () => other.resetAndDestroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set: (next) => (fault = next),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
