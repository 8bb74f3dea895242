import { z } from 'zod';
import { type Asset, assetLevels } from '../core/assets/asset.ts';
import { HubError } from '../core/errors.ts';
import type { JsonObject } from '../core/json.ts';
import type { Lineage, ProvActivity, ProvAgent } from '../core/provenance/activity.ts';
import { formatLineage } from '../core/provenance/format-lineage.ts';
import type { HubClient } from './hub-client.ts';

const json = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);
const agent = z.object({
  id: z.string(),
  kind: z.enum(['PERSON', 'SOFTWARE', 'ORGANIZATION']),
  name: z.string(),
  version: z.string().nullable(),
});
const node = z.object({
  id: z.string(),
  depth: z.number(),
  asset: z
    .object({
      __typename: z.string(),
      level: z.enum(assetLevels),
      label: z.string(),
      properties: json,
      kind: z.string().optional(),
      content: z.object({ sha256: z.string(), sizeBytes: z.number(), mediaType: z.string() }).nullable(),
      createdAt: z.coerce.date(),
      createdBy: z.string(),
      version: z.number(),
    })
    .nullable(),
  activity: z
    .object({
      method: z.string(),
      methodVersion: z.string(),
      parameters: json,
      startedAt: z.coerce.date(),
      endedAt: z.coerce.date(),
    })
    .nullable(),
  agent: agent.nullable(),
});
const answer = z.object({
  asset: z
    .object({
      lineage: z.object({
        truncated: z.boolean(),
        nodes: z.array(node),
        edges: z.array(
          z.object({
            relation: z.enum(['USED', 'WAS_GENERATED_BY', 'WAS_ASSOCIATED_WITH']),
            fromId: z.string(),
            toId: z.string(),
            role: z.string(),
          }),
        ),
      }),
    })
    .nullable(),
});
type LineageAnswer = NonNullable<z.infer<typeof answer>['asset']>['lineage'];

const question = `query ($id: ID!, $depth: Int!) {
  asset(id: $id) {
    lineage(direction: ANCESTORS, maxDepth: $depth, maxNodes: 5000) {
      truncated
      nodes {
        id
        depth
        asset {
          __typename level label properties createdAt createdBy version
          content { sha256 sizeBytes mediaType }
          ... on DerivedAsset { kind }
        }
        activity { method methodVersion parameters startedAt endedAt }
        agent { id kind name version }
      }
      edges { relation fromId toId role }
    }
  }
}`;

/** How an asset came to be: as a tree in text, and as the door answered it. @throws NOT_FOUND */
export async function readLineage(
  client: HubClient,
  assetId: string,
  depth: number,
): Promise<{ tree: string; lineage: LineageAnswer }> {
  const { asset } = await client.request(answer, question, { id: assetId, depth });
  if (!asset) throw new HubError('NOT_FOUND', `no asset ${assetId} that you may see`);
  const { lineage } = asset;
  return {
    lineage,
    tree: formatLineage(graphOf(lineage), assetsOf(lineage), activitiesOf(lineage), agentsOf(lineage)),
  };
}

function graphOf({ nodes, edges, truncated }: LineageAnswer): Lineage {
  const typed = nodes.map(({ id, depth, asset, activity }) => ({
    id,
    depth,
    type: asset ? ('ENTITY' as const) : activity ? ('ACTIVITY' as const) : ('AGENT' as const),
  }));
  return { nodes: typed, edges, truncated };
}

function assetsOf({ nodes }: LineageAnswer): Map<string, Asset> {
  return new Map(
    nodes.flatMap(({ id, asset }) => {
      if (!asset) return [];
      const { __typename, kind, ...rest } = asset;
      return [
        [id, { ...rest, id, projectId: '', kind: kind ?? (__typename === 'Biomarker' ? 'biomarker' : null) }] as const,
      ];
    }),
  );
}

function activitiesOf({ nodes }: LineageAnswer): Map<string, ProvActivity> {
  const edges = { used: [], generated: [], agents: [], derivations: null };
  const outside = { projectId: '', reuseKey: null, runId: null, environment: {}, recordedBy: '', ...edges };
  return new Map(
    nodes.flatMap(({ id, activity }) =>
      activity ? [[id, { ...outside, recordedAt: activity.endedAt, ...activity, id }] as const] : [],
    ),
  );
}

function agentsOf({ nodes }: LineageAnswer): Map<string, ProvAgent> {
  return new Map(nodes.flatMap(({ id, agent: found }) => (found ? [[id, found] as const] : [])));
}
