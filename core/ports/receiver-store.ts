/** How a pool is reached by DIMSE, and by whom. */
export interface Receiver {
  readonly poolId: string;
  /** What senders call; unique in the hub. */
  readonly aeTitle: string;
  /** AE titles that may call; none: any. */
  readonly callingAeTitles: readonly string[];
  /** Addresses (`10.1.2.3`) and networks (`10.1.0.0/16`) that may call; none: any. */
  readonly callingAddresses: readonly string[];
}

/** AE titles of pools. Every write joins the ambient transaction. */
export interface ReceiverStore {
  /** Sets a pool's receiver; false when another pool of the hub has the AE title. */
  put(receiver: Receiver): Promise<boolean>;
  remove(poolId: string): Promise<void>;
  /** By pool. */
  ofPools(poolIds: readonly string[]): Promise<ReadonlyMap<string, Receiver>>;
  byTitle(aeTitle: string): Promise<Receiver | null>;
}
