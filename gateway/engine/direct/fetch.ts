import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { asError, HubError } from '../../../core/errors.ts';
import type { PlanRequest } from '../plan-executor.ts';
import { PlannedOperation } from '../prepared-operation.ts';
import type { SubgraphError, SubgraphResult, SubgraphSource } from '../subgraph-source.ts';
import { mergeInto } from './merge.ts';
import { representationOf } from './representations.ts';
import { objectsAt, responsePathsAt } from './response-path.ts';
import { applyRewrites } from './rewrites.ts';

type Data = Record<string, unknown>;
type Step = string | number;

/** One execution of a plan: what the subgraphs answered so far. */
export interface Progress {
  readonly request: PlanRequest;
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  readonly data: Data;
  readonly errors: GraphQLError[];
}

/** A fetch of a plan, with what is worth keeping between its executions. */
export class PlannedFetch {
  readonly #node: FetchNode;
  readonly #operation: PlannedOperation;

  constructor(node: FetchNode) {
    this.#node = node;
    this.#operation = new PlannedOperation(node);
  }

  /** Asks the subgraph for the objects at the path and merges its answer into them. What goes wrong becomes errors of the answer. */
  async run(progress: Progress, path: readonly Step[]): Promise<void> {
    try {
      if (this.#node.requires) await this.#fetchEntities(progress, path);
      else await this.#fetchRoot(progress, path);
    } catch (caught) {
      const error = asError(caught);
      progress.errors.push(
        new GraphQLError(error.message, { originalError: error, ...pathOption(path.length > 0 ? undefined : []) }),
      );
    }
  }

  async #fetchRoot(progress: Progress, path: readonly Step[]): Promise<void> {
    const targets = path.length === 0 ? [progress.data] : objectsAt(progress.data, path);
    if (targets.length === 0) return;
    const { event, prepared } = progress.request;
    const result = event && this.#node === prepared.primary ? event : await this.#send(progress, {});
    if (result.errors) {
      const base = path.filter((step) => step !== '@');
      for (const error of result.errors)
        progress.errors.push(this.#located(error, error.path && [...base, ...error.path]));
    }
    if (!result.data) return;
    applyRewrites(prepared.supergraph.schema, this.#node.outputRewrites, result.data);
    for (const target of targets) mergeInto(target, result.data);
  }

  async #fetchEntities(progress: Progress, path: readonly Step[]): Promise<void> {
    const { schema } = progress.request.prepared.supergraph;
    const batch = this.#representations(progress, path);
    if (batch.representations.length === 0) return;
    const result = await this.#send(progress, { representations: batch.representations });
    if (result.errors) this.#reportEntityErrors(progress, path, result.errors, batch.targets);
    const { data } = result;
    if (!data) return;
    const entities = Object.hasOwn(data, '_entities') ? data['_entities'] : undefined;
    if (!Array.isArray(entities) || entities.length !== batch.representations.length) {
      throw new HubError(
        'UPSTREAM_UNAVAILABLE',
        `subgraph ${this.#node.serviceName} answered another number of entities than it was asked for`,
      );
    }
    for (const [index, entity] of (entities as unknown[]).entries()) {
      if (typeof entity !== 'object' || entity === null) continue;
      applyRewrites(schema, this.#node.outputRewrites, entity);
      for (const target of batch.targets[index] ?? []) mergeInto(target, entity as Data);
    }
  }

  /** Each distinct representation once, with the objects that it stands for. */
  #representations({ request, data }: Progress, path: readonly Step[]): { representations: Data[]; targets: Data[][] } {
    const { schema } = request.prepared.supergraph;
    const representations: Data[] = [];
    const targets: Data[][] = [];
    const seen = new Map<string, Data[]>();
    for (const object of objectsAt(data, path)) {
      const representation = representationOf(schema, object, this.#node.requires ?? []);
      if (typeof representation?.['__typename'] !== 'string') continue;
      applyRewrites(schema, this.#node.inputRewrites, representation);
      const key = JSON.stringify(representation);
      const same = seen.get(key);
      if (same) {
        same.push(object);
        continue;
      }
      const objects = [object];
      seen.set(key, objects);
      representations.push(representation);
      targets.push(objects);
    }
    return { representations, targets };
  }

  async #send({ request, sources }: Progress, own: Data): Promise<SubgraphResult> {
    const source = sources.get(this.#node.serviceName);
    if (!source) throw new HubError('UPSTREAM_UNAVAILABLE', `no source for subgraph ${this.#node.serviceName}`);
    const variables: Data = own;
    for (const name of this.#node.variableUsages ?? []) {
      if (Object.hasOwn(request.variables, name)) variables[name] = request.variables[name];
    }
    const { context, headers, signal } = request;
    return source.execute({ operation: this.#operation, variables, context, headers, signal });
  }

  #reportEntityErrors(
    progress: Progress,
    path: readonly Step[],
    errors: readonly SubgraphError[],
    targets: readonly Data[][],
  ): void {
    const paths = responsePathsAt(progress.data, path);
    for (const error of errors) {
      const index = error.path?.[1];
      const objects = error.path?.[0] === '_entities' && typeof index === 'number' ? (targets[index] ?? []) : [];
      // The batch as a whole failed: said once, at the list or object that all of them are in.
      if (objects.length === 0)
        progress.errors.push(this.#located(error, path.slice(0, path.includes('@') ? path.indexOf('@') : path.length)));
      for (const object of objects) {
        const base = paths.get(object);
        progress.errors.push(this.#located(error, base && [...base, ...(error.path ?? []).slice(2)]));
      }
    }
  }

  /** The subgraph's error at its place in the answer, with the extensions that it had. */
  #located(error: SubgraphError, path: readonly Step[] | undefined): GraphQLError {
    const message = error.message || `subgraph ${this.#node.serviceName} answered an error without a message`;
    const extensions = { ...error.extensions, serviceName: this.#node.serviceName };
    if (error.originalError)
      return new GraphQLError(message, { ...pathOption(path), extensions, originalError: error.originalError });
    return new GraphQLError(message, {
      ...pathOption(path),
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions },
    });
  }
}

function pathOption(path: readonly Step[] | undefined): { path?: readonly Step[] } {
  return path ? { path } : {};
}
