import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../core/json.ts';

const migrations = join(import.meta.dirname, '..', '..', 'adapters', 'postgres', 'migrations');

/** Names the state of the migrations: what was made by others can't serve as a template. */
export function schemaKey(): string {
  const scripts = readdirSync(migrations)
    .toSorted()
    .map((name) => readFileSync(join(migrations, name), 'utf8'));
  return sha256(scripts.join('\0')).slice(0, 16);
}
