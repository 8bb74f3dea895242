import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { executeSync, Kind, OperationTypeNode, type ExecutionResult, type FieldNode } from 'graphql';
import { LruCache } from '../../lru-cache.ts';
import type { PlanExecutor, PlanRequest } from '../plan-executor.ts';
import type { PreparedOperation } from '../prepared-operation.ts';
import type { SubgraphSource } from '../subgraph-source.ts';
import { completeResponse } from './complete.ts';
import { PlannedFetch, type Progress } from './fetch.ts';
import { conditionVariables, shapeOperation, type SelectionShape } from './selection-shape.ts';

type Data = Record<string, unknown>;
type Step = string | number;

/** Runs plans by itself: entities asked for once each, results merged in place and shaped in one pass. */
export class DirectExecutor implements PlanExecutor {
  readonly #compiled = new WeakMap<PreparedOperation, CompiledOperation>();

  async execute(request: PlanRequest, sources: ReadonlyMap<string, SubgraphSource>): Promise<ExecutionResult> {
    let compiled = this.#compiled.get(request.prepared);
    if (!compiled) {
      compiled = new CompiledOperation(request.prepared);
      this.#compiled.set(request.prepared, compiled);
    }
    const progress: Progress = { request, sources, data: {}, errors: [] };
    if (request.prepared.root) await runNode(compiled, request.prepared.root, [], progress);
    const shape = compiled.shape(request.coerced);
    const { data, errors } = completeResponse(shape, progress.data, compiled.introspect(shape, request.variables));
    // A null that a subgraph's error explains isn't reported a second time.
    const reported = progress.errors.length > 0 ? progress.errors : errors;
    return reported.length > 0 ? { data, errors: reported } : { data };
  }
}

async function runNode(
  compiled: CompiledOperation,
  node: PlanNode,
  path: readonly Step[],
  progress: Progress,
): Promise<void> {
  switch (node.kind) {
    case 'Fetch':
      return compiled.fetch(node).run(progress, path);
    case 'Flatten':
      return runNode(compiled, node.node, [...path, ...node.path], progress);
    case 'Sequence':
      for (const step of node.nodes) await runNode(compiled, step, path, progress);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((branch) => runNode(compiled, branch, path, progress)));
      return;
    case 'Condition': {
      const branch = progress.request.coerced[node.condition] === true ? node.ifClause : node.elseClause;
      if (branch) await runNode(compiled, branch, path, progress);
      return;
    }
    case 'Defer':
      throw new Error('@defer is not supported');
  }
}

/** What is kept of an operation between its executions. */
class CompiledOperation {
  readonly #prepared: PreparedOperation;
  readonly #fetches = new Map<FetchNode, PlannedFetch>();
  readonly #conditions: readonly string[];
  readonly #shapes = new LruCache<string, SelectionShape>(64);
  readonly #introspections = new LruCache<SelectionShape, Data>(64);

  constructor(prepared: PreparedOperation) {
    this.#prepared = prepared;
    this.#conditions = conditionVariables(prepared);
  }

  fetch(node: FetchNode): PlannedFetch {
    let fetch = this.#fetches.get(node);
    if (!fetch) {
      fetch = new PlannedFetch(node);
      this.#fetches.set(node, fetch);
    }
    return fetch;
  }

  /** The shape of the answer: one for each combination of the variables in `@skip` and `@include`. */
  shape(variables: Readonly<Data>): SelectionShape {
    const key = this.#conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    let shape = this.#shapes.get(key);
    if (!shape) {
      shape = shapeOperation(this.#prepared, variables);
      this.#shapes.set(key, shape);
    }
    return shape;
  }

  /** The `__schema` and `__type` fields of the answer, by response key. */
  introspect(shape: SelectionShape, variables: Readonly<Data>): Data {
    const nodes = shape.ofDeclared.fields.flatMap(({ source, nodes }) => (source === 'introspection' ? nodes : []));
    if (nodes.length === 0) return {};
    const constant = (this.#prepared.operation.variableDefinitions ?? []).length === 0;
    const known = constant ? this.#introspections.get(shape) : undefined;
    if (known) return known;
    const answer = this.#executeIntrospection(nodes, variables);
    if (constant) this.#introspections.set(shape, answer);
    return answer;
  }

  #executeIntrospection(selections: readonly FieldNode[], variables: Readonly<Data>): Data {
    const { operation, fragments, supergraph } = this.#prepared;
    const { data, errors } = executeSync({
      schema: supergraph.apiSchema,
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          { ...operation, operation: OperationTypeNode.QUERY, selectionSet: { kind: Kind.SELECTION_SET, selections } },
          ...fragments.values(),
        ],
      },
      variableValues: variables,
    });
    if (!data) throw errors?.[0] ?? new Error('the introspection had no answer');
    return data;
  }
}
