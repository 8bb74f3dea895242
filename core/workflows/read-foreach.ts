import type { Json } from '../json.ts';
import type { AssetSource, StepDefinition } from './definition.ts';
import type { Problems } from './problems.ts';
import { readStepCondition } from './read-step-condition.ts';
import { partsOf, type StepCondition } from './step-condition.ts';

const forms = "'series', 'exams', { series: { seriesType, modality } } or { assets: { level } }";
/** How many assets a step is done for at most, where it does not say. */
const usualMost = 100;
export const mostAssets = 1000;

/** What a step is done for each of, and what its filter leaves of that. */
export interface ReadForeach extends Pick<StepDefinition, 'foreach' | 'over'> {
  readonly only: StepCondition | null;
}

/** What a step is done for each of: series (those that a filter leaves), exams of the subject, or assets of the project. */
export function readForeach(problems: Problems, path: string, value: Json | undefined): ReadForeach {
  if (value === undefined) return { foreach: null, over: null, only: null };
  if (value === 'exams') return { foreach: 'exams', over: null, only: null };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (value !== 'series') problems.add(path, forms, value);
    return { foreach: 'series', over: null, only: null };
  }
  const raw = problems.object(path, value);
  if (raw['assets'] !== undefined) {
    problems.fields(path, raw, ['assets'], ['assets']);
    return { foreach: 'assets', over: readSource(problems, `${path}.assets`, raw['assets']), only: null };
  }
  problems.fields(path, raw, ['series'], ['series']);
  const at = `${path}.series`;
  const filter = problems.object(at, raw['series'] ?? {});
  problems.fields(at, filter, ['seriesType', 'modality'], []);
  const given = (['seriesType', 'modality'] as const).filter((name) => filter[name] !== undefined);
  if (given.length === 0 && raw['series'] !== undefined) problems.add(at, 'seriesType, modality or both', filter);
  const only = Object.fromEntries(given.map((name) => [name, problems.texts(`${at}.${name}`, filter[name])]));
  return { foreach: 'series', over: null, only };
}

function readSource(problems: Problems, path: string, value: Json): AssetSource {
  const raw = problems.object(path, value);
  problems.fields(path, raw, ['level', 'query', 'if', 'most'], ['level']);
  const level = problems.oneOf(`${path}.level`, raw['level'], ['EXAM', 'SERIES'] as const);
  const query =
    raw['query'] === undefined
      ? null
      : problems.text(`${path}.query`, raw['query'], /^[^\0]{1,200}$/su, 'the name of a shared query');
  const most = raw['most'] ?? usualMost;
  if (typeof most !== 'number' || !Number.isInteger(most) || most < 1 || most > mostAssets)
    problems.add(`${path}.most`, `a whole number from 1 to ${String(mostAssets)}`, most);
  const place = { ofSeries: level === 'SERIES', afterSteps: false };
  const asked = raw['if'] === undefined ? null : readStepCondition(problems, `${path}.if`, raw['if'], place);
  if (asked) checkOwn(problems, `${path}.if`, asked);
  return { level, query, if: asked, most: typeof most === 'number' ? most : usualMost };
}

/** Assets of the project are parts of many subjects and exams: what is asked is of themselves. */
export function checkOwn(problems: Problems, path: string, asked: StepCondition): void {
  const above = partsOf(asked).find(({ tag, property }) => (tag?.level ?? property?.level ?? null) !== null);
  if (above)
    problems.add(
      path,
      'tags and properties of the asset itself, without level',
      above.tag?.level ?? above.property?.level ?? '',
    );
}
