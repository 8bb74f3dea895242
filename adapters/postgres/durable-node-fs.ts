import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Options = Parameters<NodeFS['init']>[1];

interface StreamOperations {
  fsync?: (stream: { readonly nfd: number }) => number;
}

interface FileSystem {
  readonly ErrnoError: new (code: number) => Error;
}

/** EIO in Emscripten's numbering. */
const inputOutputError = 29;

/**
 * PGlite's folder on disk, with a real fsync: the one that it brings answers PostgreSQL's fsync without doing anything, so
 * that a power cut could take acknowledged commits and tear the files. Needs `durableParameters` as well.
 */
export class DurableNodeFS extends NodeFS {
  /** Times that PostgreSQL has made something durable. */
  syncs = 0;

  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    emscriptenOpts.preRun?.push((module) => {
      const operations = (module.NODEFS as unknown as { readonly stream_ops?: StreamOperations }).stream_ops;
      if (operations === undefined)
        throw new Error('this version of PGlite keeps its files in another way: DurableNodeFS needs a new look');
      operations.fsync = (stream) => {
        this.syncs++;
        try {
          fsyncSync(stream.nfd);
        } catch (cause) {
          // In the form in which PostgreSQL's C library expects it; it ends the process, as it must after a failed fsync.
          const { ErrnoError } = module.FS as unknown as FileSystem;
          throw Object.assign(new ErrnoError(inputOutputError), { cause });
        }
        return 0;
      };
    });
    return { emscriptenOpts };
  }
}

/** PostgreSQL's parameters for it: PGlite's default begins with `-F`, which turns fsync off; fdatasync is not passed on. */
export function durableParameters(defaults: readonly string[], settings: Readonly<Record<string, string>>): string[] {
  const all = { ...settings, fsync: 'on', wal_sync_method: 'fsync', synchronous_commit: 'on' };
  return [
    ...defaults.filter((parameter) => parameter !== '-F'),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
