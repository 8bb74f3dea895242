import { afterAll, beforeAll } from 'vitest';
import { testDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { PostgresUploads } from '../../adapters/postgres/uploads.ts';
import { uploadStoreContract } from '../contract/upload-store.contract.ts';
import { engine } from '../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

uploadStoreContract(engine, () =>
  Promise.resolve({
    store: new PostgresUploads(database.sql),
    transact: (work) => database.sql.transact(work),
  }),
);
