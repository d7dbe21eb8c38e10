import type { Command } from 'commander';
import { CALLING_VARIABLES, COMMON_VARIABLES, SERVING_VARIABLES, startCommand } from '../start-command.js';

/** `ucat gateway start` */
export function gatewayCommand(): Command {
  const load = async () => {
    const [{ readGatewayConfig }, { startGateway }] = await Promise.all([import('../../gateway/config.js'), import('../../gateway/main.js')]);
    return { readConfig: readGatewayConfig, start: startGateway };
  };
  return startCommand('gateway', load, {
    description: 'Run the gateway: one GraphQL view of all nodes, and the pages that people see.',
    variables: {
      REGISTRY_URL: 'GraphQL endpoint of the registry (default http://127.0.0.1:4003/graphql)',
      SEARCH_URL: 'GraphQL endpoint of the index (default http://127.0.0.1:4002/graphql)',
      MARKET_URL: 'GraphQL endpoint of the data market (default http://127.0.0.1:4005/graphql)',
      COMPUTE_URL: 'GraphQL endpoint of the computing network (default http://127.0.0.1:4006/graphql)',
      USE_URL: 'GraphQL endpoint of the layer of use (default http://127.0.0.1:4007/graphql)',
      REPLICA_URL: 'GraphQL endpoint of the replica (default none), asked beside an owner that takes HEDGE_MILLIS (default 300)',
      PARTICIPANT_ID: 'how the catalog is called by the Dataspace Protocol at /catalog (default urn:ucat:catalog)',
      PORT: 'port to listen on, 0 for any (default 4000)',
      NODE_TIMEOUT_MILLIS: 'how long a node may take for one request (default 3000)',
      REQUEST_TIMEOUT_MILLIS: 'how long one request of a client may take, whoever is asked for it (default 10000)',
      REUSE_MILLIS: 'how long an answer to an anonymous query may be given again, 0 for never (default 500)',
      MAX_DEPTH: 'levels of fields of one operation; MAX_TOKENS, MAX_FIELDS, MAX_ROOT_FIELDS, MAX_ALIASES, MAX_DIRECTIVES, MAX_VARIABLES and MAX_COST likewise (docs/limits.md)',
      MAX_BODY_BYTES: 'longest body that is read (default 1048576), which may take BODY_TIMEOUT_MILLIS to come (default 10000)',
      RATE_PER_MINUTE: 'requests of one viewer, else of one address, 0 for any number (default 1200); RATE_BURST at once (default 200)',
      PROXIES: 'proxies in front that add to x-forwarded-for (default 0)',
      PUBLIC_URL: 'address that the links of its pages and feeds begin with (default: as each request asks)',
      TRUSTED_DOCUMENTS: 'manifest of the only operations that it answers (default any)',
      INTROSPECTION: 'on or off: whether clients may ask for the schema (default on)',
      GRAPHIQL: 'on or off: whether there is an editor of queries at /graphiql (default on, where clients may ask for the schema and any query)',
      EXTRA_SUBGRAPHS: 'subgraphs of others to compose in, as name=address pairs with commas (default none)',
      DRAIN_MILLIS: 'how long it goes on answering when it is asked to stop, while a balancer turns elsewhere (default 1000)',
      DATA_DIR: 'folder of the last member table and of those schemas (default .data/gateway)',
      VIEWER_JWKS_URL: 'keys of the identity provider whose tokens viewers bring, or VIEWER_JWKS_FILE; with VIEWER_ISSUER and VIEWER_AUDIENCE (default none: no token is taken)',
      NODE_TLS_CERT: SERVING_VARIABLES.NODE_TLS_CERT,
      ...CALLING_VARIABLES,
      ...COMMON_VARIABLES,
    },
    example: 'REGISTRY_URL=http://127.0.0.1:4003/graphql SEARCH_URL=http://127.0.0.1:4002/graphql ucat gateway start',
  });
}
