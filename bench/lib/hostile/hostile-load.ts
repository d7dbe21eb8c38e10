import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { median, round } from '../stats.js';
import type { HostileRequest } from './requests.js';

export interface Judged {
  readonly name: string;
  readonly code: string;
  readonly millis: number;
  /** Whether the status and the code are those that are wanted. */
  readonly clear: boolean;
}

async function send(url: string, { name, body, status, code }: HostileRequest): Promise<Judged> {
  const began = performance.now();
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { errors = [] } = (await response.json()) as { readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
  const got = errors[0]?.extensions?.code ?? 'none';
  return { name, code: got, millis: performance.now() - began, clear: response.status === status && code.split('|').includes(got) };
}

/** Each request alone, so many times: what it is answered, and in which time. */
export async function judgeAlone(url: string, requests: readonly HostileRequest[], times: number): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const request of requests) {
    const answers: Judged[] = [];
    for (let n = 0; n < times; n += 1) answers.push(await send(url, request));
    judged.push({ ...(answers[0] as Judged), millis: round(median(answers.map(({ millis }) => millis)), 1), clear: answers.every(({ clear }) => clear) });
  }
  return judged;
}

/** Sends all of them over and over, `perSecond`, and keeps connections open whose bodies never come, until it is stopped. */
export function attack(url: string, requests: readonly HostileRequest[], { perSecond, slowBodies }: { readonly perSecond: number; readonly slowBodies: number }): { readonly stop: () => Promise<{ readonly sent: number; readonly unclear: number }> } {
  const { hostname, port } = new URL(url);
  let running = true;
  let sent = 0;
  let unclear = 0;
  const slow = (): Socket => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{');
    return socket;
  };
  const sockets = Array.from({ length: slowBodies }, slow);
  const sending = (async () => {
    const underWay = new Set<Promise<void>>();
    while (running) {
      const one = send(url, requests[sent % requests.length] as HostileRequest).then(({ clear }) => void (unclear += clear ? 0 : 1), () => void (unclear += 1));
      underWay.add(one);
      void one.finally(() => underWay.delete(one));
      sent += 1;
      await delay(1000 / perSecond);
    }
    await Promise.all(underWay);
  })();
  return {
    stop: async () => {
      running = false;
      await sending;
      for (const socket of sockets) socket.destroy();
      return { sent, unclear };
    },
  };
}
