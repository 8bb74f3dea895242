import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** The root fields of every operation of a document, as `Mutation.login`, through fragments, without `__typename`. */
export function rootFieldsOf(document: DocumentNode): ReadonlySet<string> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const found = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = definition.operation.charAt(0).toUpperCase() + definition.operation.slice(1);
    collect(definition.selectionSet, root, fragments, new Set(), found);
  }
  return found;
}

function collect(
  set: SelectionSetNode,
  root: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
  found: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value !== '__typename') found.add(`${root}.${selection.name.value}`);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(selection.selectionSet, root, fragments, seen, found);
    } else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) collect(fragment.selectionSet, root, fragments, seen, found);
    }
  }
}
