import { expect, test } from 'vitest';
import type { Secrets } from '../../core/ports/secrets.ts';
import { agreeOnKey } from './hub-key.ts';
import { testDatabase } from './test-database.ts';

const secretsOf = (byte: number): Secrets => ({ key: () => Promise.resolve(new Uint8Array(32).fill(byte)) });

test('the first key is noted, the same one passes again, and another one is refused', async () => {
  const database = await testDatabase();
  await agreeOnKey(database.sql, secretsOf(1));
  await agreeOnKey(database.sql, secretsOf(1));
  await expect(agreeOnKey(database.sql, secretsOf(2))).rejects.toMatchObject({ code: 'CONFLICT' });
  await database.end();
});
