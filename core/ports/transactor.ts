/**
 * One unit of work. Stores called inside `work` (also through other use cases) join its transaction; a nested call
 * joins the outer one. Either everything is durable when the promise resolves, or nothing happened.
 * `work` may run again from its start, after its first try was undone (two that waited for each other): it must keep what it
 * gathers in itself, and act on the outside only by what commits with it.
 */
export interface Transactor {
  transact<T>(work: () => Promise<T>): Promise<T>;
}
