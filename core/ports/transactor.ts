/**
 * One unit of work. Stores called inside `work` (also through other use cases) join its transaction; a nested call
 * joins the outer one. Either everything is durable when the promise resolves, or nothing happened.
 */
export interface Transactor {
  transact<T>(work: () => Promise<T>): Promise<T>;
}
