import type { PoolSummary } from '../../core/ports/protocol-store.ts';

/** How many exams of a pool are in a state, or don't keep a rule. */
export interface SummaryRow {
  readonly poolId: string | null;
  readonly kind: 'STATE' | 'MISSING' | 'DEVIATES';
  /** Of the state or of the rule. */
  readonly name: string;
  readonly count: number;
}

/** One summary a pool, in order of pool; what came by none is last. */
export function summarise(rows: readonly SummaryRow[]): readonly PoolSummary[] {
  const pools = [...Map.groupBy(rows, ({ poolId }) => poolId)];
  return pools
    .toSorted(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
    .map(([poolId, own]): PoolSummary => {
      const count = (kind: SummaryRow['kind'], name: string): number =>
        own.find((row) => row.kind === kind && row.name === name)?.count ?? 0;
      const names = [...new Set(own.filter(({ kind }) => kind !== 'STATE').map(({ name }) => name))].toSorted();
      return {
        poolId,
        states: {
          COMPLETE: count('STATE', 'COMPLETE'),
          INCOMPLETE: count('STATE', 'INCOMPLETE'),
          DEVIATES: count('STATE', 'DEVIATES'),
        },
        rules: names.map((rule) => ({ rule, missing: count('MISSING', rule), deviates: count('DEVIATES', rule) })),
      };
    });
}
