import type { Readable } from 'node:stream';
import type { Asset } from '../assets/asset.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actorName, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { PackedFile, Packer } from '../ports/packer.ts';
import type { RunRecords } from '../ports/run-records.ts';
import { gatherProvenance } from './gather.ts';
import { provJson } from './prov-json.ts';
import { roCrate, type CrateOptions } from './ro-crate.ts';

export interface ProvenanceExports {
  /** A PROV-JSON document of all that the asset came from. @throws NOT_FOUND, LIMIT_EXCEEDED */
  exportProvJson(actor: Actor, assetId: string): Promise<JsonObject>;
  /**
   * A Workflow Run RO-Crate as a ZIP. With content it holds the bytes too, which the audit trail tells.
   * @throws NOT_FOUND, LIMIT_EXCEEDED
   */
  exportRoCrate(
    actor: Actor,
    assetId: string,
    options: Omit<CrateOptions, 'now'>,
  ): Promise<{ readonly fileName: string; readonly stream: Readable }>;
}

export interface ExportPorts {
  readonly graph: AssetGraph;
  readonly objects: ObjectStore;
  readonly audit: AuditTrail;
  readonly runs: RunRecords;
  readonly packer: Packer;
}

export function createProvenanceExports(ports: ExportPorts): ProvenanceExports {
  const { graph, objects, audit, packer } = ports;
  const readable = async (actor: Actor, assetId: string): Promise<Asset> => {
    requireSignedIn(actor);
    const asset = isId(assetId) ? (await graph.getAssets([assetId])).get(assetId) : undefined;
    if (!asset || !may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
    return asset;
  };
  return {
    exportProvJson: async (actor, assetId) =>
      provJson(await gatherProvenance(ports, actor, await readable(actor, assetId))),
    exportRoCrate: async (actor, assetId, options) => {
      const root = await readable(actor, assetId);
      const now = new Date();
      const { metadata, texts, files } = roCrate(await gatherProvenance(ports, actor, root), { ...options, now });
      if (files.length > 0) {
        await audit.append({
          actor: actorName(actor),
          action: 'content.exported',
          target: `asset:${assetId}`,
          projectId: root.projectId,
          reason: null,
          oldValue: null,
          newValue: { files: files.length },
        });
      }
      const text = (name: string, content: string): PackedFile => ({
        name,
        open: () => Promise.resolve(Buffer.from(content)),
      });
      const packed = [
        text('ro-crate-metadata.json', JSON.stringify(metadata, null, 2)),
        ...texts.map((one) => text(one.name, one.text)),
        ...files.map(({ name, asset }) => ({ name, open: () => objects.stream(asset.content?.sha256 ?? '') })),
      ];
      return { fileName: `${assetId}-ro-crate.zip`, stream: packer.pack(packed, now) };
    },
  };
}
