import { localSubgraph } from '../../gateway/engine/local-source.ts';
import { RemoteSource } from '../../gateway/engine/remote-source.ts';
import type { SubgraphSource } from '../../gateway/engine/subgraph-source.ts';
import type { RequiredHeader } from '../../gateway/door/required-header.ts';
import { badInput } from '../../core/errors.ts';
import { downloadLink } from '../../core/links/links.ts';
import type { Secrets } from '../../core/ports/secrets.ts';
import type { SubgraphModule } from '../../schema/subgraph.ts';
import { createAssetsSubgraph } from '../../subgraphs/assets/assets-subgraph.ts';
import { createClinicalSubgraph } from '../../subgraphs/clinical/clinical-subgraph.ts';
import { createImagingSubgraph } from '../../subgraphs/imaging/subgraph.ts';
import { createProjectsSubgraph } from '../../subgraphs/projects/projects-subgraph.ts';
import { createWorkflowsSubgraph } from '../../subgraphs/workflows/subgraph.ts';
import type { HubParts } from '../wire-hub.ts';

/** How long addresses of what is in quarantine are good: for one look, not to be kept. */
const linkMs = 60 * 60_000;

/** How to make each subgraph, by name. */
const makers: Readonly<Record<string, (parts: HubParts) => SubgraphModule>> = {
  assets: (parts) =>
    createAssetsSubgraph({
      ...parts,
      downloadUrl: (actor, content, minutes) => downloadLink(parts.links, actor, content, minutes),
    }),
  imaging: ({ archives, intake, mapping, protocols, links }) =>
    createImagingSubgraph({
      archives,
      intake,
      mapping,
      protocols,
      signPath: (actor, path, parameters) => links.sign(actor, path, new Date(Date.now() + linkMs), parameters),
    }),
  clinical: ({ clinical }) => createClinicalSubgraph({ clinical }),
  workflows: ({ workflows, deadLetters, refusedWrites }) =>
    createWorkflowsSubgraph({ workflows, deadLetters, refusedWrites }),
  projects: ({ identity, projects, auditCheck }) => createProjectsSubgraph({ identity, projects, auditCheck }),
};

const subgraphNames = Object.keys(makers);

/** The subgraph of that name in this process. @throws BAD_USER_INPUT for a name that there is none of */
export function subgraphOf(parts: HubParts, name: string, field: string): SubgraphModule {
  const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
  if (!make) throw badInput(field, `one of ${subgraphNames.join(', ')}`, name);
  return make(parts);
}

/** What a subgraph in another process asks of its gateway: a header that only a process with the hub's master key can write. */
export async function gatewayHeader(secrets: Secrets): Promise<RequiredHeader> {
  return { name: 'x-pesscara-gateway', value: Buffer.from(await secrets.key('gateway')).toString('base64url') };
}

/** A source for each subgraph: in this process, or where `urls` says. @throws BAD_USER_INPUT for a strange name */
export function subgraphSources(
  parts: HubParts,
  urls: ReadonlyMap<string, readonly string[]>,
  header: RequiredHeader,
): ReadonlyMap<string, SubgraphSource> {
  for (const name of urls.keys()) subgraphOf(parts, name, 'PESSCARA_SUBGRAPH_URLS');
  return new Map(
    subgraphNames.map((name) => {
      const url = urls.get(name);
      return [
        name,
        url
          ? new RemoteSource({ name, url, headers: { [header.name]: header.value } })
          : localSubgraph(subgraphOf(parts, name, 'name')),
      ];
    }),
  );
}
