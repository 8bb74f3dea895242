import { badInput } from '../errors.ts';
import { authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditCheckpoint, AuditLink, AuditReader } from '../ports/audit-trail.ts';
import { beforeTheFirst } from './chain.ts';

/** What the first line of an export says. */
export const exportFormat = 'pesscara-audit/1';

const pageSize = 1000;

/** The audit trail as a file that can be kept elsewhere, and checked without the hub. */
export function createAuditExport({ audit }: { readonly audit: Pick<AuditReader, 'linksAfter'> }) {
  async function* lines(begin: AuditCheckpoint): AsyncGenerator<string> {
    yield line({ format: exportFormat, after: begin.sequence, previousHash: begin.hash });
    let { sequence, hash } = begin;
    for (;;) {
      const links: readonly AuditLink[] = await audit.linksAfter(sequence, pageSize);
      for (const link of links) {
        yield line(link);
        ({ sequence, hash } = link);
      }
      if (links.length < pageSize) break;
    }
    // Without this line a file was cut off: a chain alone does not show its own end.
    yield line({ end: true, sequence, lastHash: hash });
  }

  return {
    /**
     * Lines of JSON: a first one that names the format, an entry each, and a last one. From the entry after that number on.
     * @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT when there is no such entry
     */
    async exportAudit(actor: Actor, after = 0): Promise<AsyncIterable<string>> {
      authorizeOnHub(actor, 'audit.read');
      if (after === 0) return lines(beforeTheFirst);
      const [begin] = await audit.linksAfter(after - 1, 1);
      if (begin?.sequence !== after) throw badInput('after', 'the number of an entry of the audit trail', after);
      return lines(begin);
    },
  };
}

export type AuditExport = ReturnType<typeof createAuditExport>;

const line = (value: object): string => `${JSON.stringify(value)}\n`;
