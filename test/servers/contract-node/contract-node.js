/**
 * A catalog node of another maker: it serves whatever contract it is given, with resolvers of its own, over a handful of
 * records. Settings: SDL_FILE (the contract), RECORDS_FILE (documents as a node publishes them, as a JSON array),
 * AUTHORITY, PORT. Sends `{ url }` to its parent when it is open.
 */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { SDL_FILE, RECORDS_FILE, AUTHORITY, PORT = '0' } = process.env;
const TYPES = { DATASET: 'Dataset', ORGANIZATION: 'Organization', STANDARD: 'Standard' };
const TYPE_OF_CODE = { DS: 'Dataset', OR: 'Organization', ST: 'Standard' };

const records = new Map(JSON.parse(readFileSync(RECORDS_FILE, 'utf8')).map((record) => [record.id, record]));
const sdl = parse(readFileSync(SDL_FILE, 'utf8'));

/** A link to a record of anybody, as far as a node may say it. */
const reference = (id) => ({ __typename: TYPE_OF_CODE[id.split('-')[1]], id });

/** A record as its fields are asked for. */
function asked(id) {
  const record = records.get(id);
  if (!record) return null;
  const links = Object.fromEntries(['owner', 'series', 'parent'].filter((name) => record[name]).map((name) => [name, reference(record[name])]));
  const lists = Object.fromEntries(['conformsTo', 'derivedFrom', 'supersedes'].map((name) => [name, (record[name] ?? []).map(reference)]));
  return { descriptions: [], keywords: [], sources: [], themes: [], distributions: [], items: [], servedFrom: 'OWNER', asOf: new Date().toISOString(), authority: AUTHORITY, ...record, ...links, ...lists, __typename: TYPES[record.kind] };
}

const textIn = (texts, lang) => (texts.find((text) => text.lang.startsWith(lang.toLowerCase())) ?? texts[0])?.text;

const ofEveryRecord = {
  __resolveReference: ({ id }) => asked(id),
  title: ({ titles }, { lang }) => textIn(titles, lang),
  description: ({ descriptions }, { lang }) => textIn(descriptions, lang),
};

/** The log: the records in their order, each published once. Documents are canonical JSON already. */
const entries = [...records.values()].map((record, index) => {
  const document = JSON.stringify(record);
  return { seq: index + 1, id: record.id, kind: record.kind, version: 1, op: 'UPSERT', at: '2026-03-01T08:00:00.000Z', recordHash: createHash('sha256').update(document).digest('hex'), document };
});

function changes(_, { after, first }) {
  const from = Number(after ?? 0);
  const page = entries.slice(from, from + first);
  return { entries: page, cursor: String(from + page.length), head: entries.length, live: entries.length };
}

const byId = (_, { id }) => asked(id);
const resolvers = {
  Query: { record: byId, dataset: byId, organization: byId, standard: byId, changes },
  Record: { __resolveType: ({ __typename }) => __typename },
  Dataset: ofEveryRecord,
  Organization: { ...ofEveryRecord, name: ofEveryRecord.title },
  Standard: ofEveryRecord,
};

const server = new ApolloServer({ schema: buildSubgraphSchema({ typeDefs: sdl, resolvers }) });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(PORT) } });
process.send?.({ url: url.replace(/\/$/, '') });
// It keeps nothing that could be lost.
process.once('SIGTERM', () => process.exit(0));
