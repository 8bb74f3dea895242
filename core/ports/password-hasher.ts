/** One-way hashing of passwords, slow on purpose. */
export interface PasswordHasher {
  /** A hash with its salt and parameters, in PHC form. */
  hash(password: string): Promise<string>;
  /** True when the password fits. With null it works as long as for a hash, and answers false: no such account looks like a wrong password. */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** True when the hash was made with weaker parameters than those in use now. */
  needsRehash(hash: string): boolean;
}
