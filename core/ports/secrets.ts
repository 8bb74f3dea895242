/** Key material of this hub. Never logged, never answered. */
export interface Secrets {
  /** 32 bytes, always the same for a name on this hub, unrelated between names (`tokens`, `credentials`, `pseudonyms:<projectId>`). */
  key(name: string): Promise<Uint8Array>;
}
