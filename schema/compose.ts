import { composeServices } from '@apollo/composition';
import type { DocumentNode } from 'graphql';

/**
 * The supergraph SDL of the subgraphs.
 * @throws Error listing every composition error
 */
export function composeSupergraph(
  subgraphs: readonly { readonly name: string; readonly typeDefs: DocumentNode }[],
): string {
  const result = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}.invalid/graphql` })),
  );
  if (result.errors)
    throw new Error(`the subgraphs do not compose:\n${result.errors.map((e) => e.message).join('\n')}`);
  return result.supergraphSdl;
}
