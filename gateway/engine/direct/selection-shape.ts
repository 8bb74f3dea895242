import {
  doTypesOverlap,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { PreparedOperation } from '../prepared-operation.ts';
import { leafCoercion, type LeafCoercion } from './leaf-values.ts';

/** What a value of the answer must look like. */
export interface ValueShape {
  readonly nonNull: boolean;
  /** One of the three is set. */
  readonly leaf: LeafCoercion | undefined;
  readonly item: ValueShape | undefined;
  readonly selection: SelectionShape | undefined;
}

/** A field of the answer, for one type of its object. */
export interface FieldShape {
  readonly key: string;
  readonly name: string;
  /** Whether the key is also a name that objects inherit (`constructor`), so that only an own property counts. */
  readonly inherited: boolean;
  readonly source: 'subgraphs' | 'typename' | 'introspection';
  /** Where the operation asks for it. */
  readonly nodes: readonly FieldNode[];
  readonly value: ValueShape;
}

/** The fields asked for of one type, in the order of the answer. */
export interface ObjectShape {
  readonly type: GraphQLCompositeType;
  readonly fields: readonly FieldShape[];
}

/** What is asked for at one place of the operation; the fields differ by the type of the object found there. */
export class SelectionShape {
  readonly declared: GraphQLCompositeType;
  readonly #sets: readonly SelectionSetNode[];
  readonly #collector: Collector;
  readonly #byType = new Map<string, ObjectShape | null>();
  #declaredShape: ObjectShape | undefined;

  constructor(declared: GraphQLCompositeType, sets: readonly SelectionSetNode[], collector: Collector) {
    this.declared = declared;
    this.#sets = sets;
    this.#collector = collector;
  }

  /** The fields for an object that says to be of that type; null when the API has no such type. */
  of(typename: string): ObjectShape | null {
    let shape = this.#byType.get(typename);
    if (shape === undefined) {
      const type = this.#collector.schema.getType(typename);
      shape = type && isCompositeType(type) ? this.#collector.collect(type, this.#sets) : null;
      this.#byType.set(typename, shape);
    }
    return shape;
  }

  /** The fields for an object that does not say its type. */
  get ofDeclared(): ObjectShape {
    this.#declaredShape ??= this.#collector.collect(this.declared, this.#sets);
    return this.#declaredShape;
  }
}

/** The shape of an operation's answer, with its `@skip` and `@include` decided by these variables. */
export function shapeOperation(
  prepared: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
): SelectionShape {
  const collector = new Collector(prepared, variables);
  const root = prepared.supergraph.apiSchema.getRootType(prepared.operation.operation);
  if (!root) throw new Error(`the supergraph has no ${prepared.operation.operation} type`);
  return new SelectionShape(root, [prepared.operation.selectionSet], collector);
}

/** Names of the variables that decide which fields the answer has. */
export function conditionVariables(prepared: PreparedOperation): readonly string[] {
  const names = new Set<string>();
  const visitSelections = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      for (const directive of selection.directives ?? []) {
        if (directive.name.value !== 'skip' && directive.name.value !== 'include') continue;
        for (const { value } of directive.arguments ?? [])
          if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD) visitSelections(selection.selectionSet);
    }
  };
  visitSelections(prepared.operation.selectionSet);
  for (const fragment of prepared.fragments.values()) visitSelections(fragment.selectionSet);
  return [...names].toSorted();
}

/** CollectFields of the GraphQL specification (section 6.3.2), done once for each type instead of for each object. */
class Collector {
  readonly schema: GraphQLSchema;
  readonly #prepared: PreparedOperation;
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(prepared: PreparedOperation, variables: Readonly<Record<string, unknown>>) {
    this.schema = prepared.supergraph.apiSchema;
    this.#prepared = prepared;
    this.#variables = variables;
  }

  collect(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): ObjectShape {
    const groups = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const set of sets) this.#gather(type, set, groups, spread);
    const fields: FieldShape[] = [];
    for (const [key, nodes] of groups) {
      const field = this.#field(type, key, nodes);
      if (field) fields.push(field);
    }
    return { type, fields };
  }

  #gather(
    type: GraphQLCompositeType,
    set: SelectionSetNode,
    groups: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (!this.#included(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = groups.get(key);
        if (group) group.push(selection);
        else groups.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(selection.typeCondition, type)) this.#gather(type, selection.selectionSet, groups, spread);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = this.#prepared.fragments.get(selection.name.value);
        if (fragment && this.#applies(fragment.typeCondition, type))
          this.#gather(type, fragment.selectionSet, groups, spread);
      }
    }
  }

  #included({ directives }: SelectionNode): boolean {
    for (const directive of directives ?? []) {
      const isSkip = directive.name.value === GraphQLSkipDirective.name;
      if (!isSkip && directive.name.value !== GraphQLIncludeDirective.name) continue;
      const condition = directive.arguments?.[0]?.value;
      const value =
        condition?.kind === Kind.VARIABLE
          ? this.#variables[condition.name.value]
          : condition?.kind === Kind.BOOLEAN && condition.value;
      if ((value === true) === isSkip) return false;
    }
    return true;
  }

  #applies(condition: NamedTypeNode | undefined, type: GraphQLCompositeType): boolean {
    if (!condition || condition.name.value === type.name) return true;
    const wanted = this.schema.getType(condition.name.value);
    if (!wanted || !isAbstractType(wanted)) return false;
    // An object whose concrete type isn't known (an interface object's) has what every implementation has.
    return isObjectType(type) || isInterfaceType(type)
      ? this.schema.isSubType(wanted, type)
      : doTypesOverlap(this.schema, wanted, type);
  }

  #field(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): FieldShape | undefined {
    const name = nodes[0]?.name.value ?? key;
    const field = { key, name, inherited: key in Object.prototype, nodes };
    const typeless = { nonNull: true, leaf: leafCoercion(undefined), item: undefined, selection: undefined };
    if (name === '__typename') return { ...field, source: 'typename', value: typeless };
    if (name === '__schema' || name === '__type') return { ...field, source: 'introspection', value: typeless };
    const definition = 'getFields' in type ? type.getFields()[name] : undefined;
    if (!definition) return undefined;
    const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    return { ...field, source: 'subgraphs', value: this.#value(definition.type, sets) };
  }

  #value(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): ValueShape {
    const nonNull = isNonNullType(type);
    const inner = isNonNullType(type) ? type.ofType : type;
    const shape = { nonNull, leaf: undefined, item: undefined, selection: undefined };
    if (isListType(inner)) return { ...shape, item: this.#value(inner.ofType as GraphQLOutputType, sets) };
    if (isCompositeType(inner)) return { ...shape, selection: new SelectionShape(inner, sets, this) };
    const named = getNamedType(inner);
    return { ...shape, leaf: leafCoercion(isEnumType(named) ? named : named.name) };
  }
}
