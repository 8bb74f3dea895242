import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../core/ports/password-hasher.ts';

interface Parameters {
  /** KiB */
  readonly memoryCost: number;
  /** Passes. */
  readonly timeCost: number;
  readonly parallelism: number;
}

/** The OWASP Password Storage Cheat Sheet's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const recommended: Parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords by argon2id (RFC 9106), in threads of libuv's pool. */
export class Argon2Hasher implements PasswordHasher {
  /** Without an algorithm: argon2id is the package's default, and its enum can't be read by type stripping. */
  readonly #options: Parameters;
  #dummy: Promise<string> | null = null;

  /** Weaker parameters are for tests alone. */
  constructor(options = recommended) {
    this.#options = options;
  }

  hash(password: string): Promise<string> {
    return hash(password, this.#options);
  }

  async verify(password: string, stored: string | null): Promise<boolean> {
    this.#dummy ??= this.hash('the password of nobody');
    const fits = await verify(stored ?? (await this.#dummy), password);
    return fits && stored !== null;
  }

  needsRehash(stored: string): boolean {
    const { memoryCost, timeCost } = parseOptions(stored);
    const isArgon2id = stored.startsWith('$argon2id$');
    return !isArgon2id || memoryCost < this.#options.memoryCost || timeCost < this.#options.timeCost;
  }
}
