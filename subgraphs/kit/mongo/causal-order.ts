import type { ClientSession, MongoClient } from 'mongodb';
import type { ServerFacts } from './server-facts.js';

/**
 * Does work whose reads are in causal order: none of them sees less than those before it saw, though another member may
 * have become the primary in between. Reads in the session may be at once, writes in it may not.
 *
 * @param work gets no session where nobody else can become the primary
 */
export async function inCausalOrder<Result>(client: MongoClient, { isReplicated }: ServerFacts, work: (session?: ClientSession) => Promise<Result>): Promise<Result> {
  return isReplicated ? client.withSession({ causalConsistency: true }, work) : work();
}
