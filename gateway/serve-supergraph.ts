import { ApolloGateway, type SupergraphSdlHook } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import type { GraphQLDataSource } from '@apollo/gateway';
import { apolloAnswerer, serveAnswers, type Answerer } from '../subgraphs/kit/apollo-handler.js';
import { apolloOptions } from '../subgraphs/kit/apollo-options.js';
import type { Identify } from '../subgraphs/kit/identity/identity.js';
import { listen, type HttpServer, type ListenOptions } from '../subgraphs/kit/http-server.js';
import type { Logger } from '../subgraphs/kit/logger.js';
import type { Dependencies } from '../subgraphs/kit/observe/readiness.js';
import type { Routes } from '../subgraphs/kit/observe/route-handler.js';
import type { ServiceMetrics } from '../subgraphs/kit/observe/service-metrics.js';
import { serviceRoutes } from '../subgraphs/kit/service-routes.js';
import type { SupergraphSource } from './composition/supergraph-source.js';
import { limitOperations } from '../subgraphs/kit/limits/limit-operations.js';
import type { DeadlineContext } from './deadline.js';
import { allowEveryOrigin } from './http/allow-every-origin.js';
import { reuseAnswers } from './http/reuse-answers.js';
import type { GatewayLimits } from './limits/gateway-limits.js';
import { costLimit } from './limits/operation-cost.js';
import type { RateLimit } from './limits/rate-limit.js';
import { trustDocuments } from './limits/trusted-documents.js';
import { queriesOnly } from './plugins/queries-only.js';

export interface ServeSupergraphOptions extends ListenOptions {
  readonly supergraph: SupergraphSource;
  /** The data source of each subgraph that the supergraph names. */
  readonly dataSource: (subgraph: string) => GraphQLDataSource;
  /** Names of the mutations that are taken. */
  readonly mutations: ReadonlySet<string>;
  readonly logger: Logger;
  /** Tells who asks. @default everybody is the public */
  readonly identify?: Identify | undefined;
  /** What clients may ask at most. */
  readonly limits: GatewayLimits;
  /** How long one operation may take, whoever is asked for it. */
  readonly requestTimeoutMillis: number;
  /** How often each may ask; `identify` counts by it too. */
  readonly rate: RateLimit;
  /** What it works with, as it is now; told by `/readyz`. */
  readonly dependencies: () => Dependencies;
  readonly metrics: ServiceMetrics;
  /** How long an answer may be given again; 0 turns it off. */
  readonly reuseMillis: number;
  /** Called for each answer that is given again. */
  readonly onReused: () => void;
  /** Paths beside `/graphql`, `/healthz`, `/readyz` and `/metrics`. */
  readonly routes: Routes;
  /** Paths that ask the supergraph themselves, in the name of whoever asks there and as often as that one may. */
  readonly views: (answer: Answerer) => Routes;
}

/** Serves the supergraph at `/graphql`. Apollo's gateway stands in this file and in the data sources alone. */
export async function serveSupergraph({ supergraph, dataSource, mutations, logger, identify, limits, requestTimeoutMillis, rate, dependencies, metrics, reuseMillis, onReused, routes, views, ...listenOptions }: ServeSupergraphOptions): Promise<HttpServer> {
  // Read by the gateway's constructor: it would report usage to its maker otherwise.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  let update: (supergraphSdl: string) => void = () => undefined;
  const supergraphSdl: SupergraphSdlHook = async (hook) => {
    update = hook.update;
    return { supergraphSdl: supergraph.initial };
  };
  const gateway = new ApolloGateway({ supergraphSdl, logger, buildService: ({ name }) => dataSource(name), __exposeQueryPlanExperimental: true });
  const options = { ...apolloOptions(logger), introspection: limits.introspection, hideSchemaDetailsFromClientErrors: !limits.introspection };
  const apollo = new ApolloServer({ gateway, ...options, plugins: [...options.plugins, queriesOnly(mutations), costLimit(limits.cost)] });
  await apollo.start();
  supergraph.follow(update);
  let closing = false;
  const limited = limitOperations(apolloAnswerer(apollo, (): DeadlineContext => ({ deadline: performance.now() + requestTimeoutMillis }), identify), limits.operation);
  const reusing = reuseAnswers(limited, { reuseMillis, onReused, maxTokens: limits.operation.tokens });
  const trusting = limits.trusted === null ? reusing : trustDocuments(reusing, limits.trusted);
  // What feeds and pages ask is the gateway's own question: no list of documents needs to have it.
  const own = rate.answers(reusing);
  const graphql = allowEveryOrigin(serveAnswers(rate.answers(trusting), { bodyLimitBytes: limits.bodyBytes, bodyTimeoutMillis: limits.bodyMillis }));
  const server = await listen(serviceRoutes({ dependencies, isClosing: () => closing, logger, metrics, routes: { '/graphql': graphql, ...views(own), ...routes } }), {
    onError: (error) => logger.error({ err: error }, 'a request failed'),
    ...listenOptions,
  }).catch(async (error: unknown) => {
    await apollo.stop();
    throw error;
  });
  const close = async (): Promise<void> => {
    closing = true;
    await server.close();
    await apollo.stop();
  };
  return { url: server.url, port: server.port, close };
}
