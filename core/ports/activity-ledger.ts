/** What clients have recorded. Every call belongs to the ambient transaction. */
export interface ActivityLedger {
  /**
   * Notes the activity with the hash of what was said of it; answers the hash noted before, null when it is new. Of two that note the same
   * id at once, the second waits for the first's end.
   */
  note(activityId: string, inputSha256: string): Promise<string | null>;
  /** Until the transaction ends, nobody else gives an origin to an asset that is there already. */
  lockOrigins(): Promise<void>;
}
