import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import { formatError, logUnexpectedErrors } from './format-error.js';
import type { Logger } from './logger.js';

/** What every Apollo Server of ours has in common, whether it serves a subgraph or the supergraph. */
export function apolloOptions(logger: Logger) {
  return {
    formatError,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // The process that runs the service decides when it stops.
    stopOnTerminationSignals: false,
    // Cache hints and traces are not used, and making them wraps every resolver.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), logUnexpectedErrors()],
    logger,
  };
}
