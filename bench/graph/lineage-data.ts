import type { Driver } from 'neo4j-driver';
import { nameId } from '../../core/ids.ts';

/** Assets of a layer; each was made of three of the layer before: so wide that 25 layers have about 5,000 nodes. */
const width = 125;

export const assetId = (n: number) => nameId('bench asset', String(n));
const activityId = (n: number) => nameId('bench activity', String(n));
const agentId = (n: number) => nameId('bench agent', String(n % 10));
/** Three of the layer before, scattered, always the same ones. */
const usedBy = (n: number) =>
  n < width
    ? []
    : [1, 2, 3].map(
        (k) => (Math.floor(n / width) - 1) * width + (Math.floor(Math.abs(Math.sin(n * 3 + k)) * 1e6) % width),
      );

export interface LineageRow {
  readonly asset: string;
  readonly activity: string;
  readonly agent: string;
  readonly used: readonly string[];
  readonly n: number;
}

/** Assets `from` to `to` with what they were made by and of, in batches. */
export function* batches(from: number, to: number, size: number): Iterable<readonly LineageRow[]> {
  for (let start = from; start < to; start += size) {
    yield Array.from({ length: Math.min(size, to - start) }, (_, n) => ({
      asset: assetId(start + n),
      activity: activityId(start + n),
      agent: agentId(start + n),
      used: [...new Set(usedBy(start + n))].map(assetId),
      n: start + n,
    }));
  }
}

/** What the door needs of an asset, an activity and an agent beside their ids: biomarkers of one project. */
const biomarkers = `
  SET e += {projectId: $projectId, level: 'DERIVED', kind: 'biomarker', label: 'volume ' + row.n, createdBy: 'bench',
    properties: '{"name":"volume","value":' + row.n + ',"unit":"ml"}', createdAt: datetime('2026-01-01T00:00:00Z')}, e:Derived
  SET p += {projectId: $projectId, method: 'measure', methodVersion: '1', parameters: '{"threshold":3}',
    startedAt: datetime('2026-01-01T00:00:00Z'), endedAt: datetime('2026-01-01T00:01:00Z')}
  SET g += {kind: 'SOFTWARE', name: 'measure', version: '1'}`;

/** Adds assets `from` to `to`, biomarkers of the project, by the driver: for thousands; `importLineage` is for millions. */
export async function growLineage(driver: Driver, from: number, to: number, projectId: string): Promise<void> {
  const began = performance.now();
  for (const rows of batches(from, to, 2000)) {
    const session = driver.session();
    await session.executeWrite(async (transaction) => {
      await transaction.run(
        `UNWIND $rows AS row CREATE (e:ProvEntity:Asset {id: row.asset})
         CREATE (p:ProvActivity {id: row.activity}) CREATE (e)-[:WAS_GENERATED_BY {role: 'output', position: 0}]->(p)
         MERGE (g:ProvAgent {id: row.agent}) CREATE (p)-[:WAS_ASSOCIATED_WITH {role: 'executor', position: 0}]->(g)
         ${biomarkers}`,
        { rows, projectId },
      );
      await transaction.run(
        `UNWIND $rows AS row MATCH (p:ProvActivity {id: row.activity}) UNWIND range(0, size(row.used) - 1) AS n
         MATCH (e:ProvEntity {id: row.used[n]}) CREATE (p)-[:USED {role: 'input', position: n}]->(e)`,
        { rows },
      );
    });
    await session.close();
  }
  console.log(`grown to ${String(to)} assets in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
