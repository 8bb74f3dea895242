import type { Asset } from '../assets/asset.ts';
import type { Lineage, LineageEdge, ProvActivity, ProvAgent } from './activity.ts';
import { activityTitle, assetTitle, groupTitle } from './lineage-titles.ts';

/** More siblings than this of one kind and origin share a line. */
const maxSiblings = 3;

interface Line {
  readonly title: string;
  readonly below: readonly Line[];
}

/**
 * A tree in text, from the asset asked about down to what it came from (a lineage of direction ANCESTORS): each asset, the
 * activity that made it (method, version, date, agents), and what that used. Many assets of one kind and origin are one
 * line; what was printed before is not printed again.
 */
export function formatLineage(
  lineage: Lineage,
  assets: ReadonlyMap<string, Asset>,
  activities: ReadonlyMap<string, ProvActivity>,
  agents: ReadonlyMap<string, ProvAgent>,
): string {
  const root = lineage.nodes[0];
  if (root === undefined) return '';
  const edges = {
    USED: Map.groupBy(
      lineage.edges.filter((edge) => edge.relation === 'USED'),
      (edge) => edge.fromId,
    ),
    WAS_GENERATED_BY: Map.groupBy(
      lineage.edges.filter((edge) => edge.relation === 'WAS_GENERATED_BY'),
      (edge) => edge.fromId,
    ),
    WAS_ASSOCIATED_WITH: Map.groupBy(
      lineage.edges.filter((edge) => edge.relation === 'WAS_ASSOCIATED_WITH'),
      (edge) => edge.fromId,
    ),
  };
  const printed = new Set<string>();

  const originsOf = (assetId: string) => (edges.WAS_GENERATED_BY.get(assetId) ?? []).map((edge) => edge.toId);

  const activityLine = (id: string): Line => {
    const associations = (edges.WAS_ASSOCIATED_WITH.get(id) ?? []).flatMap(({ toId, role }) => {
      const agent = agents.get(toId);
      return agent ? [{ agent, role }] : [];
    });
    const title = activityTitle(activities.get(id), associations);
    if (printed.has(id)) return { title: `${title} (see above)`, below: [] };
    printed.add(id);
    return { title, below: usedLines(edges.USED.get(id) ?? []) };
  };

  const usedLines = (used: readonly LineageEdge[]): Line[] => {
    const alike = Map.groupBy(used, ({ toId, role }) => {
      const asset = assets.get(toId);
      return JSON.stringify([role, asset?.level, asset?.kind, originsOf(toId)]);
    });
    return [...alike.values()].flatMap((group) =>
      group.length > maxSiblings ? [groupLine(group)] : group.map(assetLine),
    );
  };

  const groupLine = (group: readonly LineageEdge[]): Line => {
    const members = group.flatMap(({ toId }) => assets.get(toId) ?? []);
    const [first] = group;
    return {
      title: `${first?.role ?? ''}: ${groupTitle(group.length, members)}`,
      below: originsOf(first?.toId ?? '').map(activityLine),
    };
  };

  const assetLine = ({ toId, role }: { readonly toId: string; readonly role: string }): Line => {
    const title = `${role === '' ? '' : `${role}: `}${assetTitle(toId, assets.get(toId))}`;
    if (printed.has(toId)) return { title: `${title} (see above)`, below: [] };
    printed.add(toId);
    return { title, below: originsOf(toId).map(activityLine) };
  };

  const tree = assetLine({ toId: root.id, role: '' });
  const lines = [tree.title, ...drawn(tree.below, '')];
  if (lineage.truncated) lines.push('(there is more, which this answer leaves out)');
  return lines.join('\n');
}

function drawn(lines: readonly Line[], indent: string): string[] {
  return lines.flatMap(({ title, below }, index) => {
    const isLast = index === lines.length - 1;
    return [`${indent}${isLast ? '└─ ' : '├─ '}${title}`, ...drawn(below, `${indent}${isLast ? '   ' : '│  '}`)];
  });
}
