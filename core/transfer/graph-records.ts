import { parseGraphWrite, type DatedAsset, type GraphWrite } from '../assets/graph-write.ts';
import { canonicalJson, sha256, type Json } from '../json.ts';

/** What a graph holds: the state of an asset, and what it is part of, are the asset's. */
export type GraphKind = Exclude<GraphWrite['kind'], 'STATES' | 'PARENTS'>;
export type GraphSums = Readonly<Record<GraphKind, { readonly count: number; readonly digest: string }>>;

/** One asset, tag, relation, activity or tombstone, as a canonical text that does not depend on the database it came from. */
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
    case 'RELATIONS':
      return write.relations.map((relation) => record({ kind: 'RELATIONS', relations: [relation] }));
    case 'TOMBSTONES':
      return write.tombstones.map((each) => record({ kind: 'TOMBSTONES', tombstones: [each] }));
    case 'ACTIVITY':
      return [record(write)];
    case 'PARENTS':
    case 'STATES':
      throw new Error('a dump of the graph has its assets as they are now');
  }
}

const inOrder = (asset: DatedAsset): DatedAsset => ({ ...asset, parentIds: asset.parentIds.toSorted() });

function record(write: Extract<GraphWrite, { readonly kind: GraphKind }>): GraphRecord {
  return { kind: write.kind, text: canonicalJson(JSON.parse(JSON.stringify(write)) as Json) };
}

const most = 500;

/** Records as writes again, in their order, several of a kind to one write where it can hold them. */
export async function* writesOf(records: AsyncIterable<string>): AsyncGenerator<GraphWrite> {
  let waiting: GraphWrite[] = [];
  for await (const text of records) {
    const write = parseGraphWrite(text);
    if (waiting.length >= most || waiting[0]?.kind !== write.kind) {
      yield* joined(waiting);
      waiting = [];
    }
    waiting.push(write);
  }
  yield* joined(waiting);
}

/** Writes of one kind as one; as they are, where a write of the kind is of one thing. */
function joined(writes: readonly GraphWrite[]): readonly GraphWrite[] {
  const kind = writes[0]?.kind;
  const all = <T>(of: (write: GraphWrite) => readonly T[] | null) => writes.flatMap((write) => of(write) ?? []);
  switch (kind) {
    case undefined:
    case 'STATES':
    case 'PARENTS':
    case 'ACTIVITY':
      return writes;
    case 'ASSETS':
      return [{ kind, assets: all((write) => (write.kind === kind ? write.assets : null)) }];
    case 'TAGS':
      return [{ kind, tags: all((write) => (write.kind === kind ? write.tags : null)) }];
    case 'TOMBSTONES':
      return [{ kind, tombstones: all((write) => (write.kind === kind ? write.tombstones : null)) }];
    case 'RELATIONS':
      return [{ kind, relations: all((write) => (write.kind === kind ? write.relations : null)) }];
  }
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
    return {
      ASSETS: of('ASSETS'),
      TAGS: of('TAGS'),
      RELATIONS: of('RELATIONS'),
      ACTIVITY: of('ACTIVITY'),
      TOMBSTONES: of('TOMBSTONES'),
    };
  }
}

/** Counts and hashes of a whole graph. */
export async function sumsOf(graph: AsyncIterable<GraphWrite>): Promise<GraphSums> {
  const sum = new GraphSum();
  for await (const write of graph) for (const each of recordsOf(write)) sum.add(each);
  return sum.sums();
}
