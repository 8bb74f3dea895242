import { parseGraphWrite, type GraphWrite } from '../assets/graph-write.ts';
import { notFound } from '../errors.ts';
import { isNumberCursor, numberedPageOf } from '../page.ts';
import { actorName, authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { GraphOutbox, RefusedWrite } from '../ports/graph-outbox.ts';
import type { Transactor } from '../ports/transactor.ts';

export interface RefusedWritePorts {
  readonly outbox: Pick<GraphOutbox, 'refused' | 'refusedById' | 'retry' | 'dead'>;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** A change that was acknowledged, and that the graph database refuses for ever: nobody sees it until it is tried again. */
export interface ShownWrite {
  readonly id: string;
  /** Null for one that this version of the hub can't read. */
  readonly kind: GraphWrite['kind'] | null;
  /** Ids of the assets that it is about, or of the activity; at most 100. */
  readonly about: readonly string[];
  /** Null: it was set aside before this was noted. */
  readonly refusedAt: Date | null;
  readonly writtenAt: Date;
  /** The graph database's code, as `Neo.ClientError.Schema.ConstraintValidationFailed`, without its message, which may quote data. */
  readonly reason: string;
}

export interface RefusedPage {
  readonly items: readonly ShownWrite[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

const mostNamed = 100;

/** What administrators see and do of graph writes that are set aside. A hub with its graph in its own database has none. */
export function createRefusedWrites({ outbox, audit, transactor }: RefusedWritePorts) {
  return {
    /** The oldest first; a cursor is an id. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
    async refusedWrites(actor: Actor, first: number, after: string | null): Promise<RefusedPage> {
      authorizeOnHub(actor, 'jobs.manage');
      const page = numberedPageOf(first, after);
      const found = await outbox.refused(first + 1, page.after ?? 0);
      const totalCount = await outbox.dead();
      return { items: found.slice(0, first).map(shown), hasNextPage: found.length > first, totalCount };
    },

    /** The write, which is tried again from now on, in its place in the order of all. @throws UNAUTHENTICATED, FORBIDDEN, NOT_FOUND */
    async retryWrite(actor: Actor, id: string): Promise<ShownWrite> {
      authorizeOnHub(actor, 'jobs.manage');
      return transactor.transact(async () => {
        const write = isNumberCursor(id) ? await outbox.refusedById(Number(id)) : null;
        if (!write || !(await outbox.retry(write.seq))) throw notFound('refused graph write');
        const { kind, about, reason } = shown(write);
        await audit.append({
          actor: actorName(actor),
          action: 'graph-write.retried',
          target: `graph-write:${id}`,
          projectId: null,
          reason: null,
          oldValue: { kind, about, reason },
          newValue: null,
        });
        return shown(write);
      });
    },
  };
}
export type RefusedWrites = ReturnType<typeof createRefusedWrites>;

function shown({ seq, text, reason, writtenAt, refusedAt }: RefusedWrite): ShownWrite {
  const write = readable(text);
  const [code] = /^Neo(\.[A-Za-z]+){3}/.exec(reason) ?? [];
  const unreadable = 'this version of the hub can not read it';
  return {
    id: String(seq),
    kind: write?.kind ?? null,
    about: write ? [...new Set(aboutOf(write))].slice(0, mostNamed) : [],
    writtenAt,
    refusedAt,
    reason: write ? (code ?? 'INTERNAL_SERVER_ERROR') : unreadable,
  };
}

/** Null for a text of another version, or of none. */
function readable(text: string): GraphWrite | null {
  try {
    return parseGraphWrite(text);
  } catch {
    return null;
  }
}

function aboutOf(write: GraphWrite): readonly string[] {
  switch (write.kind) {
    case 'ASSETS':
      return write.assets.map(({ id }) => id);
    case 'RELATIONS':
      return write.relations.flatMap(({ fromId, toId }) => [fromId, toId]);
    case 'PARENTS':
      return write.parents.map(({ id }) => id);
    case 'TAGS':
      return [...write.tags, ...(write.removed ?? [])].map(({ assetId }) => assetId);
    case 'TOMBSTONES':
      return write.tombstones.map(({ id }) => id);
    case 'STATES':
      return write.states.map(({ assetId }) => assetId);
    case 'ACTIVITY':
      return [write.activity.id];
  }
}
