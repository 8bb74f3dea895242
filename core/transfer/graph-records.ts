import { parseGraphWrite, type DatedAsset, type GraphWrite } from '../assets/graph-write.ts';
import type { Tag } from '../assets/asset.ts';
import { canonicalJson, sha256, type Json } from '../json.ts';

/** What a graph holds: the state of an asset is part of it. */
export type GraphKind = Exclude<GraphWrite['kind'], 'STATES'>;
export type GraphSums = Readonly<Record<GraphKind, { readonly count: number; readonly digest: string }>>;

/** One asset, tag or activity, as a canonical text that does not depend on the database it came from. */
export interface GraphRecord {
  readonly kind: GraphKind;
  readonly text: string;
}

/** The records of a write. */
export function recordsOf(write: GraphWrite): GraphRecord[] {
  switch (write.kind) {
    case 'ASSETS':
      return write.assets.map((asset) => record({ kind: 'ASSETS', assets: [inOrder(asset)] }));
    case 'TAGS':
      return write.tags.map((tag) => record({ kind: 'TAGS', tags: [tag] }));
    case 'ACTIVITY':
      return [record(write)];
    case 'STATES':
      throw new Error('a dump of the graph has its assets as they are now');
  }
}

const inOrder = (asset: DatedAsset): DatedAsset => ({ ...asset, parentIds: asset.parentIds.toSorted() });

function record(write: Extract<GraphWrite, { readonly kind: GraphKind }>): GraphRecord {
  return { kind: write.kind, text: canonicalJson(JSON.parse(JSON.stringify(write)) as Json) };
}

const most = 500;

/** Records as writes again, in their order, several assets or tags to one write. */
export async function* writesOf(records: AsyncIterable<string>): AsyncGenerator<GraphWrite> {
  let assets: DatedAsset[] = [];
  let tags: Tag[] = [];
  function* waiting(): Generator<GraphWrite> {
    if (assets.length > 0) yield { kind: 'ASSETS', assets };
    if (tags.length > 0) yield { kind: 'TAGS', tags };
    assets = [];
    tags = [];
  }
  for await (const text of records) {
    const write = parseGraphWrite(text);
    const joins = write.kind === 'ASSETS' ? tags.length === 0 : write.kind === 'TAGS' && assets.length === 0;
    if (!joins || assets.length + tags.length >= most) yield* waiting();
    if (write.kind === 'ASSETS') assets.push(...write.assets);
    else if (write.kind === 'TAGS') tags.push(...write.tags);
    else yield write;
  }
  yield* waiting();
}

/** Counts and hashes by kind that do not depend on the order: the hashes of all records, added. */
export class GraphSum {
  readonly #sums = new Map<GraphKind, { count: number; total: bigint }>();

  add({ kind, text }: GraphRecord): void {
    const sum = this.#sums.get(kind) ?? { count: 0, total: 0n };
    this.#sums.set(kind, {
      count: sum.count + 1,
      total: BigInt.asUintN(256, sum.total + BigInt(`0x${sha256(text)}`)),
    });
  }

  sums(): GraphSums {
    const of = (kind: GraphKind) => {
      const { count, total } = this.#sums.get(kind) ?? { count: 0, total: 0n };
      return { count, digest: total.toString(16).padStart(64, '0') };
    };
    return { ASSETS: of('ASSETS'), TAGS: of('TAGS'), ACTIVITY: of('ACTIVITY') };
  }
}

/** Counts and hashes of a whole graph. */
export async function sumsOf(graph: AsyncIterable<GraphWrite>): Promise<GraphSums> {
  const sum = new GraphSum();
  for await (const write of graph) for (const each of recordsOf(write)) sum.add(each);
  return sum.sums();
}
