import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { serveCalls, type Handlers } from '../../../../../../subgraphs/search/index/worker/calls.js';

let port: MessagePort;
afterEach(() => port.close());

/** Serves at one end of a channel; what is posted at the other are calls. */
async function served(handlers: Handlers, urgent?: readonly string[]): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  port = port1;
  serveCalls(port2, handlers, urgent);
  expect((await once(port, 'message'))[0]).toEqual({ ready: true });
}

async function answers(methods: readonly string[], expected = methods.length): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  methods.forEach((method, number) => port.postMessage({ number, method, args: [number] }));
  while (all.length < expected) all.push((await once(port, 'message'))[0]);
  return all;
}

test('calls are answered as they come', async () => {
  await served({ double: (n: number) => n * 2 });
  expect(await answers(['double', 'double'])).toEqual([{ number: 0, value: 0 }, { number: 1, value: 2 }]);
});

test('a failure comes back with its message and code, and an unknown method is one', async () => {
  await served({ fail: () => Promise.reject(new Error('no')) });
  expect(await answers(['fail', 'other'])).toMatchObject([{ number: 0, failure: { message: 'no' } }, { number: 1, failure: { message: 'Expected one of fail but got other.' } }]);
});

test('what is urgent is answered before what came earlier, also where it comes while something is answered', async () => {
  const order: string[] = [];
  await served(
    {
      search: () => {
        order.push('search');
        if (order.length === 2) port.postMessage({ number: 9, method: 'refresh', args: [] });
      },
      refresh: () => void order.push('refresh'),
    },
    ['refresh'],
  );
  await answers(['search', 'search', 'search', 'search', 'refresh', 'search'], 7);
  expect(order[0]).toBe('refresh');
  expect(order.filter((method) => method === 'search')).toHaveLength(5);
  expect(order.lastIndexOf('refresh')).toBeLessThan(4);
});
