import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of a selection, with every fragment expanded where it is spread. */
export interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly spreads: number;
  readonly cost: number;
}

export interface Measured extends Size {
  readonly rootFields: number;
  readonly fragments: number;
  readonly directives: number;
  /** Selections looked at: linear in the document, because each fragment is measured once. */
  readonly visited: number;
  /** The name of a fragment that spreads itself, directly or through others; null when there is none. */
  readonly cycle: string | null;
  /** False when the cost depends on the variables of the request. */
  readonly constant: boolean;
}

const pageArguments = new Set(['first', 'last', 'limit']);
const nothing: Size = { depth: 0, fields: 0, aliases: 0, spreads: 0, cost: 0 };

/** The size of the document: of its largest operation or fragment in each respect. Linear in the document's length. */
export function measure(
  document: DocumentNode,
  maxListFactor: number,
  variables: Readonly<Record<string, unknown>>,
): Measured {
  return new Measurement(document, maxListFactor, variables).run();
}

class Measurement {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #operations: OperationDefinitionNode[] = [];
  readonly #sizes = new Map<string, Size>();
  readonly #open = new Set<string>();
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #maxListFactor: number;
  #defaults = new Map<string, number>();
  #directives = 0;
  #visited = 0;
  #cycle: string | null = null;
  #constant = true;

  constructor(document: DocumentNode, maxListFactor: number, variables: Readonly<Record<string, unknown>>) {
    this.#variables = variables;
    this.#maxListFactor = maxListFactor;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
      else if (definition.kind === Kind.OPERATION_DEFINITION) this.#operations.push(definition);
    }
  }

  run(): Measured {
    let largest = nothing;
    let rootFields = 0;
    for (const operation of this.#operations) {
      this.#directives += operation.directives?.length ?? 0;
      for (const variable of operation.variableDefinitions ?? []) {
        this.#directives += variable.directives?.length ?? 0;
        // Where operations share a fragment and differ in a default, the larger one counts.
        if (variable.defaultValue?.kind === Kind.INT) {
          const name = variable.variable.name.value;
          this.#defaults.set(name, Math.max(Number(variable.defaultValue.value), this.#defaults.get(name) ?? 0));
        }
      }
    }
    for (const operation of this.#operations) {
      largest = largestOf(largest, this.#selection(operation.selectionSet));
      rootFields = Math.max(rootFields, this.#rootFields(operation.selectionSet, new Set()));
    }
    for (const [name, fragment] of this.#fragments) {
      this.#directives += fragment.directives?.length ?? 0;
      largest = largestOf(largest, this.#fragment(name));
    }
    return {
      ...largest,
      rootFields,
      fragments: this.#fragments.size,
      directives: this.#directives,
      visited: this.#visited,
      cycle: this.#cycle,
      constant: this.#constant,
    };
  }

  #selection(set: SelectionSetNode): Size {
    let { depth, fields, aliases, spreads, cost } = nothing;
    for (const selection of set.selections) {
      this.#visited += 1;
      this.#directives += selection.directives?.length ?? 0;
      const isField = selection.kind === Kind.FIELD;
      const inner = isField
        ? this.#field(selection)
        : selection.kind === Kind.INLINE_FRAGMENT
          ? this.#selection(selection.selectionSet)
          : this.#fragment(selection.name.value);
      depth = Math.max(depth, inner.depth);
      fields += inner.fields;
      aliases += inner.aliases;
      spreads += inner.spreads + (selection.kind === Kind.FRAGMENT_SPREAD ? 1 : 0);
      cost += inner.cost;
    }
    return { depth, fields, aliases, spreads, cost };
  }

  #field(field: FieldNode): Size {
    const inner = field.selectionSet ? this.#selection(field.selectionSet) : nothing;
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (field.alias ? 1 : 0),
      spreads: inner.spreads,
      cost: 1 + inner.cost * this.#listFactor(field),
    };
  }

  /** Measured once however often it is spread; that is what keeps a bomb of nested fragments from costing anything here. */
  #fragment(name: string): Size {
    const known = this.#sizes.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return nothing;
    if (this.#open.has(name)) {
      this.#cycle ??= name;
      return nothing;
    }
    this.#open.add(name);
    const size = this.#selection(fragment.selectionSet);
    this.#open.delete(name);
    this.#sizes.set(name, size);
    return size;
  }

  #listFactor(field: FieldNode): number {
    let factor = 1;
    for (const { name, value } of field.arguments ?? []) {
      if (!pageArguments.has(name.value)) continue;
      if (value.kind === Kind.INT) factor = Math.max(factor, Number(value.value));
      if (value.kind === Kind.VARIABLE) {
        this.#constant = false;
        const given = this.#variables[value.name.value];
        factor = Math.max(factor, typeof given === 'number' ? given : (this.#defaults.get(value.name.value) ?? 1));
      }
    }
    return Math.min(factor, this.#maxListFactor);
  }

  #rootFields(set: SelectionSetNode, seen: Set<string>): number {
    let count = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += this.#rootFields(selection.selectionSet, seen);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment) count += this.#rootFields(fragment.selectionSet, seen);
      }
    }
    return count;
  }
}

function largestOf(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: Math.max(a.fields, b.fields),
    aliases: Math.max(a.aliases, b.aliases),
    spreads: Math.max(a.spreads, b.spreads),
    cost: Math.max(a.cost, b.cost),
  };
}
