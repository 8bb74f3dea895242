import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import DataLoader from 'dataloader';
import { parse, type DocumentNode } from 'graphql';
import type { Actor } from '../core/policy/policy.ts';

/** What every resolver of every subgraph gets. One object per client operation (per event of a subscription). */
export interface HubContext {
  readonly actor: Actor;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Batching loaders of this operation, made on first use by `loaderOf`. */
  readonly loaders: Map<symbol, DataLoader<string, unknown>>;
}

/** A context for one operation. */
export function createContext(actor: Actor, requestId: string, signal: AbortSignal): HubContext {
  return { actor, requestId, signal, loaders: new Map() };
}

/** A GraphQL face: served in the gateway's process, or behind a URL of its own. */
export interface SubgraphModule {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: GraphQLResolverMap<HubContext>;
}

/** The SDL of a subgraph: every `*.graphql` file of its folder, in order of name with `schema.graphql` first. */
export function readTypeDefs(folder: string): DocumentNode {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  files.sort((a, b) => Number(b === 'schema.graphql') - Number(a === 'schema.graphql') || (a < b ? -1 : 1));
  return parse(files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'));
}

/** The operation's loader under that key: `load` gets all ids asked for within a tick, and answers a map. */
export function loaderOf<T>(
  context: HubContext,
  key: symbol,
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): DataLoader<string, T | null> {
  let loader = context.loaders.get(key);
  if (!loader) {
    loader = new DataLoader<string, unknown>(async (ids) => {
      const found = await load(ids);
      return ids.map((id) => found.get(id) ?? null);
    });
    context.loaders.set(key, loader);
  }
  return loader as DataLoader<string, T | null>;
}
