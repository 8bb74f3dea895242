import type { SeriesCase, SeriesConfusion } from '../workflows/series-case.ts';

/** Corrections of the series classifier: part of `WorkflowStore`. Every call joins the ambient transaction. */
export interface SeriesCaseStore {
  /** In the place of an earlier one of the same series. */
  putSeriesCase(one: SeriesCase): Promise<void>;
  /** In order of series. */
  seriesCases(projectId: string, after: string | null, limit: number): Promise<readonly SeriesCase[]>;
  /** Most frequent first. */
  seriesConfusion(projectId: string): Promise<readonly SeriesConfusion[]>;
}
