import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { callKeyIn } from '../subgraphs/kit/identity/calls/call-key.js';
import { callSigner } from '../subgraphs/kit/identity/calls/call-signer.js';
import { readCallToken } from '../subgraphs/kit/identity/calls/call-token.js';
import { callVerifier } from '../subgraphs/kit/identity/calls/call-verifier.js';
import { knownCallers } from '../subgraphs/kit/identity/calls/known-callers.js';
import { runLoad } from './lib/load.js';
import { startNation } from './lib/nation.js';
import { median, round } from './lib/stats.js';
import { checkAnswer, differentBody } from './national-query.js';

/** What a signature costs: alone, and of the national query with every search different, against a gateway that signs nothing. */
const ROUNDS = 5;
const CALLS = 5_000;

async function alone(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-bench-'));
  const key = callKeyIn(folder);
  const sign = callSigner(key);
  const verify = callVerifier({ names: new Set(['310000']), callers: knownCallers([{ role: 'GATEWAY', key: key.publicKey }], { logger: pino({ level: 'silent' }) }) });
  const body = differentBody(1);
  const began = performance.now();
  const tokens = Array.from({ length: CALLS }, () => sign({ audience: ['310000'], method: 'POST', path: '/graphql', body }).slice('Bearer '.length));
  const signed = performance.now();
  for (const text of tokens) {
    const token = readCallToken(text);
    if (token) await verify(token, { message: { method: 'POST', url: '/graphql' }, body: Buffer.from(body) });
  }
  const verified = performance.now();
  rmSync(folder, { recursive: true });
  return { signMicros: round(((signed - began) * 1000) / CALLS, 1), verifyMicros: round(((verified - signed) * 1000) / CALLS, 1) };
}

async function inTheNation(): Promise<object> {
  const nation = await startNation(10, { RATE_PER_MINUTE: '0' });
  try {
    const unsigned = await nation.startGateway('unsigned', { SIGN_CALLS: 'off' });
    const perSecond: Record<'signed' | 'unsigned', number[]> = { signed: [], unsigned: [] };
    let from = 0;
    for (let turn = 0; turn <= ROUNDS; turn += 1) {
      for (const [name, url] of [['signed', nation.gateway], ['unsigned', unsigned]] as const) {
        const { perSecond: rate } = await runLoad({ url, body: differentBody, concurrency: 16, durationMillis: 3_000, from, check: checkAnswer });
        from += 10_000;
        // The first turn warms up.
        if (turn > 0) perSecond[name].push(rate);
      }
    }
    const [signed, without] = [median(perSecond.signed), median(perSecond.unsigned)];
    return { signedPerSecond: round(signed, 0), unsignedPerSecond: round(without, 0), ratio: round(without / signed) };
  } finally {
    await nation.close();
  }
}

console.log(JSON.stringify({ ...(await alone()), ...(await inTheNation()) }, null, 2));
