import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import { join } from 'node:path';
import { subgraphSdl } from '../../schema/sdl.js';
import { EMPTY_MEMBER_TABLE, followMembers, type MemberSource, type MemberTable } from '../kit/follow-members.js';
import { claimFolder } from '../kit/claim-folder.js';
import type { HttpServer } from '../kit/http-server.js';
import { createLogger, type Logger } from '../kit/logger.js';
import { keptMembersIn } from '../kit/members/kept-members.js';
import { membersDependency } from '../kit/members/members-dependency.js';
import { createServiceMetrics } from '../kit/observe/service-metrics.js';
import { startSubgraph } from '../kit/start-subgraph.js';
import { callingTransport } from '../kit/identity/calls/calling-transport.js';
import { serviceIdentity } from '../kit/identity/calls/service-identity.js';
import type { Transport } from '../kit/transport/transport.js';
import type { SearchConfig } from './config.js';
import { openEmbeddings } from './embeddings/open-embeddings.js';
import { FeedStates } from './harvest/feed-states.js';
import { systemClock } from './harvest/clock.js';
import { keepMoments, readMoments } from './harvest/kept-moments.js';
import { MemberHarvest, standingOf } from './harvest/harvest-members.js';
import { openWitness } from './harvest/witness/index-witness.js';
import { indexMetrics } from './index-metrics.js';
import { openOpenSearchIndex } from './index/opensearch/open-opensearch-index.js';
import { openIndex } from './index/versions/open-index.js';
import { indexDependency } from './index/versions/index-dependency.js';
import { figureResolvers } from './resolvers/figures.js';
import { lifecycleResolvers } from './resolvers/lifecycle.js';
import { lineageResolvers } from './resolvers/lineage.js';
import { qualitySummaryResolvers } from './resolvers/quality.js';
import { queryResolvers } from './resolvers/query.js';
import type { SearchContext } from './resolvers/search-context.js';
import { refusedAddresses } from '../kit/transport/refused-addresses.js';
import { createPoster } from './saved/post-delivery.js';
import { savedSearchesIn } from './saved/saved-search-files.js';
import { SavedSearches } from './saved/saved-searches.js';
import { DEFAULT_LEXICON } from './text/lexicon/lexicon-files.js';
import { FigureDays } from './trend/figure-days.js';
import { keepFigures } from './trend/keep-figures.js';
import { searchConnectionResolvers, searchHitResolvers } from './resolvers/search.js';

const schema = (): GraphQLSchema =>
  buildSubgraphSchema([
    {
      typeDefs: parse(subgraphSdl('search')),
      resolvers: { Query: queryResolvers, SearchConnection: searchConnectionResolvers, SearchHit: searchHitResolvers, ...qualitySummaryResolvers, ...lineageResolvers, ...lifecycleResolvers, ...figureResolvers },
    },
  ]);

/**
 * Starts the national index; its GraphQL is at `<url>/graphql`. It answers from what it holds while members are read.
 *
 * @throws CannotStart where another index has its folder
 */
export async function startSearch(config: SearchConfig, logger: Logger = createLogger('search', process.env)): Promise<HttpServer> {
  const release = claimFolder(config.dataDir, 'index');
  try {
    const server = await startClaimed(config, logger);
    return { ...server, close: () => server.close().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

async function startClaimed(config: SearchConfig, logger: Logger): Promise<HttpServer> {
  const lexicons = [DEFAULT_LEXICON, ...(config.wordsDir ? [config.wordsDir] : [])];
  const opened = config.openSearch
    ? await openOpenSearchIndex({ ...config.openSearch, folder: config.dataDir, lexicons, logger })
    : await openIndex({ folder: config.dataDir, keepFormerHours: config.formerIndexHours ?? 24, lexicons, readers: config.readers ?? 1, logger });
  const { index } = opened;
  const feeds = new FeedStates();
  const witness = openWitness(config.dataDir);
  const isAnywhere = config.webhookNetworks === 'any';
  const poster = createPoster({ refuses: refusedAddresses({ allowsThisMachine: isAnywhere, allowsPrivate: isAnywhere }) });
  const saved = new SavedSearches({ index, files: savedSearchesIn(config.dataDir), poster, logger });
  // Every authority's long poll holds a connection, and one node may serve hundreds.
  const metrics = createServiceMetrics();
  const transport = callingTransport(config, logger, { connectionsPerOrigin: 1_024, registry: metrics.registry });
  const harvest = new MemberHarvest({ index, send: toOwner(transport.send), states: feeds, logger, witness: witness.signer, quarantine: witness.quarantine, needsCheckpoints: config.needsCheckpoints ?? false, onTaken: () => saved.taken() });
  const momentsFile = join(config.dataDir, 'moments.json');
  harvest.list(await index.logs(), readMoments(momentsFile, logger));
  const moments = keepMoments({ file: momentsFile, states: feeds, logger });
  const figureDays = new FigureDays(join(config.dataDir, 'figures.db'));
  const figures = keepFigures({ index, feeds, days: figureDays, clock: systemClock, logger });
  const closing = new AbortController();
  let members: MemberTable = EMPTY_MEMBER_TABLE;
  let source: MemberSource | null = null;
  indexMetrics({ registry: metrics.registry, index, feeds, members: () => members, rebuild: opened.rebuild, saved });
  const embeddings = config.embeddings ? openEmbeddings({ config: config.embeddings, tls: config.clientTls, index, version: () => opened.versions().current, registry: metrics.registry, logger }) : undefined;
  const onTable = (table: MemberTable, from: MemberSource): void => {
    members = table;
    source = from;
    harvest.update(table);
    index.heed(standingOf(table)).catch((error: unknown) => logger.warn({ err: error }, 'the index is told of the members when it is back'));
  };
  const following = followMembers({ registryUrl: config.registryUrl, send: transport.send, onTable, kept: keptMembersIn(join(config.dataDir, 'members.json'), logger), logger, signal: closing.signal });
  const stop = async (): Promise<void> => {
    closing.abort();
    await following;
    await harvest.close();
    await embeddings?.close();
    await saved.close();
    moments.close();
    await figures.close();
    figureDays.close();
    await transport.close();
    await opened.close();
  };
  try {
    const server = await startSubgraph<SearchContext>({
      schema: schema(),
      host: config.host,
      port: config.port,
      tls: config.tls,
      identify: serviceIdentity({ names: ['search'], trusted: config.trustedCallers ?? [], roles: ['GATEWAY', 'REPLICA', 'LAYER'], dataDir: config.dataDir, registry: metrics.registry, logger }),
      routes: transport.routes,
      logger,
      context: (_, { viewer, caller }) => ({ viewer, caller, index, feeds, witness, figureDays, members: () => members, rebuild: opened.rebuild, queryVectors: embeddings?.queries }),
      dependencies: () => ({ index: indexDependency(opened), members: { ...membersDependency(source), needed: false } }),
      metrics,
    });
    logger.info({ url: server.url }, 'the national index is open');
    return { ...server, close: () => server.close().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What is asked about an authority is for its node alone. */
const toOwner = (send: Transport): Transport => async (request) => send({ ...request, audience: [String(request.variables?.['authority'])] });
