import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { Engine } from '../engine/engine.ts';
import type { ErrorFormat } from './error-format.ts';

/** What travels with an HTTP operation through Apollo Server. */
export interface OperationScope {
  readonly context: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Apollo Server as the HTTP protocol (status codes, media types, GET, CSRF prevention) before our engine.
 * Texts reach it only through the engine's admission.
 */
export function createApollo(engine: Engine, formatError: ErrorFormat, logger: Logger): ApolloServer<OperationScope> {
  return new ApolloServer<OperationScope>({
    gateway: asGateway(engine),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // A persisted operation would be run by its hash alone, past the admission.
    persistedQueries: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: engine.admission.limits.maxTokens },
    formatError,
    stringifyResult: (result) => JSON.stringify(result),
    logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

function asGateway(engine: Engine): ApolloServerOptionsWithGateway<OperationScope>['gateway'] {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: engine.apiSchema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ source, document, request, context }) => {
          const scope = context as OperationScope;
          return engine.execute({
            text: source,
            document,
            operationName: request.operationName,
            variables: request.variables,
            ...scope,
          });
        },
      }),
    // The engine outlives the door: who made it closes it.
    stop: () => Promise.resolve(),
  };
}
