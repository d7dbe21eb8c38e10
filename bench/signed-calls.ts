import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { agreeingProofs } from '../subgraphs/kit/identity/calls/agreeing-proofs.js';
import { callKeyIn } from '../subgraphs/kit/identity/calls/call-key.js';
import type { CallAlgorithm } from '../subgraphs/kit/identity/calls/call-token.js';
import { serviceIdentity } from '../subgraphs/kit/identity/calls/service-identity.js';
import { CALL_KEY_HEADER } from '../subgraphs/kit/identity/calls/key-header.js';
import type { Identify } from '../subgraphs/kit/identity/identity.js';
import { cpuSeconds } from './lib/cpu-seconds.js';
import { runLoad } from './lib/load.js';
import { startNation } from './lib/nation.js';
import { median, round } from './lib/stats.js';
import { checkAnswer, differentBody } from './national-query.js';

/**
 * What it costs to prove who calls: one call in each form, as caller and service have it, with the file of what was taken; and
 * the national query with every search different, against a gateway that signs nothing.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '3' } } });
const CALLS = 5_000;

/** This process's, of the processor. */
function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** A caller and a service, as far as a call's proof goes. */
async function alone(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-bench-'));
  const key = callKeyIn(folder);
  const identify = serviceIdentity({ names: ['310000'], trusted: [{ role: 'GATEWAY', key: key.publicKey }], dataDir: join(folder, 'node'), logger: pino({ level: 'silent' }) });
  const { prove } = agreeingProofs(key);
  const body = differentBody(1);
  const call = (algorithm: CallAlgorithm) => prove({ url: 'http://node/graphql', audience: ['310000'], method: 'POST', path: '/graphql', body, needsSignature: algorithm === 'EdDSA' });
  const take = async (authorization: string) => identify({ message: { method: 'POST', url: '/graphql', headers: { authorization } } as Parameters<Identify>[0]['message'], body: Buffer.from(body) });
  // The first call agrees on a key.
  const first = call('EdDSA');
  first.answered(200, (await take(first.authorization)).answerHeaders?.[CALL_KEY_HEADER]);
  const measured: Record<string, object> = {};
  for (const algorithm of ['EdDSA', 'HS256'] as const) {
    // The first turn warms up.
    for (const calls of [CALLS / 2, CALLS]) {
      const began = cpuMicros();
      const tokens = Array.from({ length: calls }, () => call(algorithm).authorization);
      const made = cpuMicros();
      for (const token of tokens) await take(token);
      const taken = cpuMicros();
      measured[algorithm] = { signMicros: round((made - began) / calls, 1), checkMicros: round((taken - made) / calls, 1) };
    }
  }
  rmSync(folder, { recursive: true });
  return measured;
}

async function inTheNation(): Promise<object> {
  const nation = await startNation(10, { RATE_PER_MINUTE: '0' });
  try {
    const unsigned = await nation.startGateway('unsigned', { SIGN_CALLS: 'off' });
    const perSecond: Record<'signed' | 'unsigned', number[]> = { signed: [], unsigned: [] };
    const cpuMillis: Record<'signed' | 'unsigned', number[]> = { signed: [], unsigned: [] };
    let from = 0;
    for (let turn = 0; turn < 2 + Number(values.rounds); turn += 1) {
      const both = [['signed', nation.gateway], ['unsigned', unsigned]] as const;
      // Each goes first in every other turn: programs grow faster as they run, and machines change.
      for (const [name, url] of turn % 2 === 0 ? both : both.toReversed()) {
        const before = cpuSeconds(nation.processes());
        const { perSecond: rate, requests } = await runLoad({ url, body: differentBody, concurrency: 16, durationMillis: Number(values.seconds) * 1_000, from, check: checkAnswer });
        from += 10_000;
        // The first two turns warm up.
        if (turn < 2) continue;
        perSecond[name].push(rate);
        cpuMillis[name].push(((cpuSeconds(nation.processes()) - before) * 1000) / requests);
      }
    }
    const [signed, without] = [median(perSecond.signed), median(perSecond.unsigned)];
    const [cpuSigned, cpuWithout] = [median(cpuMillis.signed), median(cpuMillis.unsigned)];
    return { signedPerSecond: round(signed, 0), unsignedPerSecond: round(without, 0), ratio: round(without / signed), cpuMillisSigned: round(cpuSigned), cpuMillisUnsigned: round(cpuWithout), cpuRatio: round(cpuSigned / cpuWithout) };
  } finally {
    await nation.close();
  }
}

console.log(JSON.stringify({ ...(await alone()), ...(await inTheNation()) }, null, 2));
