/**
 * Hive Gateway over subgraphs' subscriptions by graphql-transport-ws, as ours, instead of its default of an HTTP stream each. It has one
 * connection to the subgraph for all subscriptions with the same token, which goes with it.
 */
export const gatewayConfig = {
  transportEntries: {
    '*.http': {
      options: {
        subscriptions: {
          kind: 'ws',
          location: '/graphql',
          options: { connectionParams: { authorization: '{context.connectionParams.authorization}' } },
        },
      },
    },
  },
};
