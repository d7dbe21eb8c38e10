/**
 * A subgraph that adds a field to the national catalog's `Dataset`, from a store of its own: a JSON file of stations, each
 * with the ids of the datasets that come from it. PORT and STATIONS_FILE may be set.
 */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';

const beside = (file) => new URL(file, import.meta.url);
const stations = JSON.parse(readFileSync(process.env.STATIONS_FILE ?? beside('stations.json'), 'utf8'));
const byCode = new Map(stations.map((station) => [station.code, station]));
const byDataset = new Map();
for (const station of stations) for (const id of station.datasets) byDataset.set(id, [...(byDataset.get(id) ?? []), station]);

const resolvers = {
  Query: { monitoringStation: (_, { code }) => byCode.get(code) ?? null },
  // The gateway gives the id; what belongs to it here is this subgraph's part of the dataset.
  Dataset: { __resolveReference: ({ id }) => ({ id, monitoringStations: byDataset.get(id) ?? null }) },
  MonitoringStation: {
    __resolveReference: ({ code }) => byCode.get(code) ?? null,
    datasets: ({ datasets }) => datasets.map((id) => ({ id })),
  },
};

const schema = buildSubgraphSchema({ typeDefs: parse(readFileSync(beside('schema.graphql'), 'utf8')), resolvers });
const { url } = await startStandaloneServer(new ApolloServer({ schema }), { listen: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4301) } });
process.send?.({ url: url.replace(/\/$/, '') });
console.log(`The subgraph is open at ${url}`);
