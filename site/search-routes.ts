import type { FastifyInstance } from 'fastify';
import type { DicomJson } from '../core/dicom/dicom-json.ts';
import { parseQuery, type QidoLevel } from '../core/dicomweb/qido-query.ts';
import { resourceAddress } from '../core/dicomweb/resource-path.ts';
import type { SiteFolder } from '../core/ports/site-folder.ts';
import { acceptedOf, choose } from '../core/dicomweb/accept.ts';
import { jsonBytes, readRequest } from './request.ts';

const routes: readonly (readonly [string, QidoLevel])[] = [
  ['/studies', 'study'],
  ['/series', 'series'],
  ['/instances', 'instance'],
  ['/studies/:study/series', 'series'],
  ['/studies/:study/instances', 'instance'],
  ['/studies/:study/series/:series/instances', 'instance'],
];

/** QIDO-RS (PS3.18 §10.6). The header X-Total-Count says how many match in all. */
export function addSearchRoutes(app: FastifyInstance, prefix: string, folder: SiteFolder): void {
  for (const [path, level] of routes) {
    app.get(prefix + path, async (request, reply) => {
      const { scope, query: parameters, base } = readRequest(request, prefix);
      const type = choose(acceptedOf(request.headers.accept, parameters), [
        'application/dicom+json',
        'application/json',
      ]);
      parameters.delete('accept');
      const { query, unsupported } = parseQuery(level, scope, parameters);
      const { items, total } = await folder.search(query);
      if (unsupported.length > 0) {
        // Names only, and no more of them than a header can hold.
        const names = unsupported.slice(0, 10).map((name) => name.replace(/[^A-Za-z0-9._=-]/g, '?').slice(0, 64));
        void reply.header(
          'warning',
          `299 pesscara-site "These parameters are not supported and were ignored: ${names.join(', ')}"`,
        );
      }
      void reply.header('x-total-count', String(total));
      if (items.length === 0) return reply.code(204).send();
      return reply.type(type).send(jsonBytes(items.map((item) => withAddress(item, level, base))));
    });
  }
}

/** Adds Retrieve URL (0008,1190). */
function withAddress(item: DicomJson, level: QidoLevel, base: string): DicomJson {
  const uid = (tag: string): string => {
    const value = item[tag]?.Value?.[0];
    return typeof value === 'string' ? value : '';
  };
  const scope = {
    study: uid('0020000D'),
    ...(level !== 'study' && { series: uid('0020000E') }),
    ...(level === 'instance' && { instance: uid('00080018') }),
  };
  return { ...item, '00081190': { vr: 'UR', Value: [resourceAddress(base, scope)] } };
}
