/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the driver declares its options as classes, and wants plain objects */
import neo4j, { type Driver } from 'neo4j-driver';
import type { Run } from '../../adapters/neo4j/connection.ts';

type Statement = readonly [cypher: string, parameters: Readonly<Record<string, unknown>>];

/** A driver as anybody would make it, for `bolt://user:password@host:port`. */
export function bareDriver(address: string): Driver {
  const { protocol, host, username, password } = new URL(address);
  const auth = neo4j.auth.basic(decodeURIComponent(username), decodeURIComponent(password));
  return neo4j.driver(`${protocol}//${host}`, auth, { disableLosslessIntegers: true });
}

/** The statements that the adapter's `work` issues, in waves: those of one wave wait for no answer of each other. */
export async function recorded(driver: Driver, work: (run: Run) => Promise<unknown>): Promise<readonly Statement[][]> {
  const waves: Statement[][] = [];
  let underWay = 0;
  const session = driver.session();
  const transaction = await session.beginTransaction();
  const run: Run = async <Row>(cypher: string, parameters: Readonly<Record<string, unknown>> = {}) => {
    if (underWay++ === 0) waves.push([]);
    waves.at(-1)?.push([cypher, parameters]);
    const { records } = await transaction.run(cypher, parameters);
    underWay--;
    return records.map((record) => record.toObject() as Row);
  };
  await work(run);
  await transaction.commit();
  await session.close();
  return waves;
}

/** Runs the waves as the driver's users do: a read transaction each, that is tried again. Resolves with all rows read. */
export async function replay(driver: Driver, waves: readonly Statement[][]): Promise<void> {
  for (const wave of waves) {
    await Promise.all(
      wave.map(async ([cypher, parameters]) => {
        const session = driver.session({ defaultAccessMode: neo4j.session.READ });
        await session.executeRead(async (transaction) => (await transaction.run(cypher, parameters)).records);
        await session.close();
      }),
    );
  }
}
