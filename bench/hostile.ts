import { parseArgs } from 'node:util';
import { attack, judgeAlone } from './lib/hostile/hostile-load.js';
import { hostileRequests } from './lib/hostile/requests.js';
import { runLoad } from './lib/load.js';
import { startNation } from './lib/nation.js';
import { median, round } from './lib/stats.js';
import { checkAnswer, differentBody } from './national-query.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '5' }, rate: { type: 'string', default: '20' }, slow: { type: 'string', default: '50' }, help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log('node dist/bench/hostile.js [--rounds 5] [--seconds 5 for each] [--rate 20 hostile requests a second] [--slow 50 bodies that never come]');
  process.exit(0);
}
const requests = hostileRequests();
const nation = await startNation(10);
try {
  const url = nation.gateway;
  const alone = await judgeAlone(url, requests, 5);
  console.log(`| request | answered | ms alone | as wanted |\n|---|---|---|---|\n${alone.map(({ name, code, millis, clear }) => `| ${name} | ${code} | ${String(millis)} | ${clear ? 'yes' : '**no**'} |`).join('\n')}\n`);
  let from = 0;
  const honest = async (): Promise<number> => {
    const { p95, requests: answered } = await runLoad({ url, body: differentBody, concurrency: 4, durationMillis: Number(values.seconds) * 1000, from, check: checkAnswer });
    from += answered;
    return p95;
  };
  await honest();
  const quiet: number[] = [];
  const beside: number[] = [];
  let sent = 0;
  let unclear = 0;
  for (let turn = 0; turn < Number(values.rounds); turn += 1) {
    quiet.push(await honest());
    const attacking = attack(url, requests, { perSecond: Number(values.rate), slowBodies: Number(values.slow) });
    beside.push(await honest());
    const result = await attacking.stop();
    sent += result.sent;
    unclear += result.unclear;
  }
  const ratio = round(median(beside) / median(quiet));
  console.log(`Honest load, every search different, 4 at once: p95 ${String(round(median(quiet), 1))} ms alone, ${String(round(median(beside), 1))} ms beside ${values.rate} hostile requests a second and ${values.slow} slow bodies: ${String(ratio)} × of 1.5. ${String(sent)} hostile requests, ${String(unclear)} of them not answered as wanted.`);
  process.exitCode = ratio <= 1.5 && unclear === 0 && alone.every(({ clear }) => clear) ? 0 : 1;
} finally {
  await nation.close();
}
