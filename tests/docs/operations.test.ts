import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PrometheusMetrics } from '../../adapters/telemetry/prometheus-metrics.ts';
import { settingsNames } from '../../cli/settings.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const dashboard = z
  .object({
    panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../docs/grafana/pesscara.json', import.meta.url), 'utf8')));

const metrics = new PrometheusMetrics({ role: 'hub' });
metrics.watchQueues(async () => []);
const served = new Map(metrics.describe().map((metric) => [metric.name, metric]));
const namesIn = (text: string): string[] => [
  ...new Set(text.match(/\b(?:pesscara|nodejs|process)_[a-z0-9_]+\b/g) ?? []),
];
/** A histogram is asked for by its parts. */
const metricOf = (name: string): string => (served.has(name) ? name : name.replace(/_(?:count|sum|bucket)$/, ''));

describe('docs/operations.md', () => {
  it('has a row for each metric of ours, with its kind and labels', () => {
    const rows = [...page.matchAll(/^\| `(pesscara_\w+)` +\| (\w+) +\| ([^|]*)\|/gm)].map(
      ([, name, kind, labels = '']) => ({
        name,
        type: kind,
        labels: labels.split(',').flatMap((label) => label.trim() || []),
      }),
    );
    const ours = [...served.values()].filter(({ name }) => name.startsWith('pesscara_'));
    const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
      (a.name ?? '') < (b.name ?? '') ? -1 : 1;
    expect(rows.toSorted(byName)).toEqual(ours.toSorted(byName));
  });

  it('names no metric and no setting that is not there', () => {
    expect(namesIn(page).filter((name) => !served.has(name))).toEqual([]);
    const settings = new Set(page.match(/\bPESSCARA_[A-Z_]+\b/g));
    expect([...settings].filter((name) => !settingsNames.includes(name))).toEqual([]);
  });
});

describe('docs/grafana/pesscara.json', () => {
  const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  it.each(queries)('asks for a metric that is served: %s', (query) => {
    const names = namesIn(query);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !served.has(metricOf(name)))).toEqual([]);
  });

  it('asks by labels that the metrics have', () => {
    for (const query of queries) {
      const [name = ''] = namesIn(query);
      const known = new Set([...(served.get(metricOf(name))?.labels ?? []), 'le', 'role', 'instance']);
      const asked = [...query.matchAll(/by \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(', '));
      asked.push(...[...query.matchAll(/(\w+)(?:=~|!=|=)"/g)].map(([, label = '']) => label));
      expect(
        asked.filter((label) => !known.has(label)),
        query,
      ).toEqual([]);
    }
  });

  it('shows every metric of ours', () => {
    const asked = new Set(queries.flatMap(namesIn).map(metricOf));
    expect([...served.keys()].filter((name) => name.startsWith('pesscara_') && !asked.has(name))).toEqual([]);
  });
});
