import { GraphQLError } from 'graphql';
import { readNodeConfig } from '../../../subgraphs/catalog/config.js';
import { ChangeFeed } from '../../../subgraphs/catalog/log/change-feed.js';
import { decodeCursor } from '../../../subgraphs/catalog/log/cursor.js';
import { openStore } from '../../../subgraphs/catalog/main.js';
import { Publisher } from '../../../subgraphs/catalog/publish/publisher.js';
import { createLogger } from '../../../subgraphs/kit/logger.js';
import { randomNumbers } from '../random.js';
import { followLog } from './follow-log.js';
import type { SeenPage } from './observed-log.js';
import type { WriterMessage, WriterOptions } from './writer-message.js';
import { Workload, type Act } from './workload.js';

/*
 * A process that publishes, by the way that a node does, until its standard input ends. It tells what was acknowledged on
 * its standard output, a line each time, when it was: it may die at any moment.
 */

const { seed, pool, name, followAfter = {} } = JSON.parse(process.argv[2] ?? '') as WriterOptions;
const config = readNodeConfig(process.env);
const store = openStore(config, createLogger(name, process.env));
const feed = new ChangeFeed(store);
const publisher = new Publisher({ store, served: new Set(config.authorities), onAppend: () => feed.announce() });
const workload = new Workload({ random: randomNumbers(seed), pool, writer: name });
const stop = new AbortController();
process.stdin.resume().once('end', () => stop.abort());

const tell = (message: WriterMessage): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

async function perform(act: Act): Promise<WriterMessage> {
  if (act.op === 'RETIRE') {
    const { id, version, changed } = await publisher.retire({ id: act.id, reason: `Withdrawn by ${name}.` });
    return { acknowledged: [{ source: act.source, id, version, op: 'TOMBSTONE', changed }] };
  }
  const outcomes = await publisher.upsert(act.inputs.map(({ input }) => input));
  const acknowledged = outcomes.flatMap((outcome) => {
    const { source, title } = act.inputs[outcome.index] as (typeof act.inputs)[number];
    if (outcome.outcome === 'REJECTED') return [];
    const { id, version } = outcome;
    workload.learn(source, id);
    return [{ source, title, id, version, op: 'UPSERT' as const, changed: outcome.outcome !== 'UNCHANGED' }];
  });
  const rejected = outcomes.flatMap((outcome) => (outcome.outcome === 'REJECTED' ? outcome.problems.map(({ rule, field }) => `${rule} ${field}`) : []));
  return { acknowledged, rejected };
}

async function write(): Promise<void> {
  while (!stop.signal.aborted) {
    try {
      tell(await perform(workload.next()));
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      // Asked to try again, with nothing written: that is an answer, not a failure.
      tell(error.extensions['retryable'] === true ? { refused: error.message } : { problem: `${name} was refused: ${error.message}` });
    }
  }
}

async function follow(): Promise<void> {
  const see = (seen: SeenPage): void => tell({ seen });
  const problem = (sentence: string): void => tell({ problem: sentence });
  await Promise.all(Object.entries(followAfter).map(async ([log, after]) => followLog({ store, feed, log, after: decodeCursor(after), signal: stop.signal, see, problem })));
}

stop.signal.addEventListener('abort', () => feed.close());
await Promise.all([write(), follow()]);
await store.close();
