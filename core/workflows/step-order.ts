interface Node {
  readonly id: string;
  readonly needs: readonly string[];
}

/** The ids along a cycle of needs, the first again at the end; null when there is none. Unknown needs are ignored. */
export function findCycle(steps: readonly Node[]): readonly string[] | null {
  const needs = new Map(steps.map((step) => [step.id, step.needs]));
  const done = new Set<string>();
  const walk = (id: string, path: readonly string[]): readonly string[] | null => {
    const at = path.indexOf(id);
    if (at >= 0) return [...path.slice(at), id];
    if (done.has(id)) return null;
    for (const need of needs.get(id) ?? []) {
      const cycle = walk(need, [...path, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return null;
  };
  for (const { id } of steps) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return null;
}

/** The steps so that each stands after all that it needs, else in the order given. The steps must have no cycle. */
export function inOrder<T extends Node>(steps: readonly T[]): readonly T[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ordered = new Set<T>();
  const place = (step: T): void => {
    if (ordered.has(step)) return;
    for (const need of step.needs) {
      const needed = byId.get(need);
      if (needed) place(needed);
    }
    ordered.add(step);
  };
  for (const step of steps) place(step);
  return [...ordered];
}

/** Ids of every step that `id` needs, directly or through others. */
export function ancestorsOf(steps: readonly Node[], id: string): ReadonlySet<string> {
  const needs = new Map(steps.map((step) => [step.id, step.needs]));
  const found = new Set<string>();
  const walk = (from: string): void => {
    for (const need of needs.get(from) ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      walk(need);
    }
  };
  walk(id);
  return found;
}
