import type { JsonObject } from '../json.ts';

/** PROV-O Agent: a person, software with its version, or an institution. */
export interface ProvAgent {
  readonly id: string;
  readonly kind: 'PERSON' | 'SOFTWARE' | 'ORGANIZATION';
  readonly name: string;
  readonly version: string | null;
}

/** An edge to an asset, with the part it plays (`input`, `mask`, `output`, ...). */
export interface ProvUsage {
  readonly assetId: string;
  readonly role: string;
}

/** PROV-O Activity: one execution of a method. Edges: used, wasGeneratedBy, wasAssociatedWith. */
export interface ProvActivity {
  readonly id: string;
  readonly projectId: string;
  readonly method: string;
  readonly methodVersion: string;
  readonly parameters: JsonObject;
  /** See `reuseKey()`; null for what is never reused (a person's decision). */
  readonly reuseKey: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly runId: string | null;
  readonly used: readonly ProvUsage[];
  readonly generated: readonly ProvUsage[];
  readonly agents: readonly { readonly agent: ProvAgent; readonly role: string }[];
}

export type ProvRelation = 'USED' | 'WAS_GENERATED_BY' | 'WAS_ASSOCIATED_WITH';

export interface LineageNode {
  readonly id: string;
  readonly type: 'ENTITY' | 'ACTIVITY' | 'AGENT';
  /** Steps from the asset asked about; an entity and the activity that made it are one step apart. */
  readonly depth: number;
}

export interface LineageEdge {
  readonly relation: ProvRelation;
  readonly fromId: string;
  readonly toId: string;
  readonly role: string;
}

/** A directed acyclic graph around one asset. `truncated` says that `maxNodes` cut it. */
export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  readonly truncated: boolean;
}
