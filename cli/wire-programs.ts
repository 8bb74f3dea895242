import { join } from 'node:path';
import { BatchExecutor } from '../adapters/batch/batch-executor.ts';
import { gridEngine } from '../adapters/batch/grid-engine.ts';
import { slurm } from '../adapters/batch/slurm.ts';
import { ContainerExecutor } from '../adapters/containers/container-executor.ts';
import { KubernetesExecutor } from '../adapters/kubernetes/kubernetes-executor.ts';
import { RestExecutor } from '../adapters/rest/rest-executor.ts';
import { SparkExecutor } from '../adapters/spark/spark-executor.ts';
import { fastXmlReader } from '../adapters/xml/fast-xml-reader.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { CallBackDesk } from '../core/call-backs/call-backs.ts';
import { withinLimits } from '../core/programs/program-limits.ts';
import type { StepExecutor } from '../core/ports/step-executor.ts';
import type { ProgramSettings } from './program-settings.ts';

/** Kinds of steps that a hub has only when who runs it says so, and the setting that says it. */
const settingOf: Readonly<
  Record<string, { readonly name: string; readonly isOn: (settings: ProgramSettings) => boolean }>
> = {
  spark: { name: 'PESSCARA_SPARK_URL', isOn: ({ spark }) => spark !== null },
  batch: { name: 'PESSCARA_BATCH', isOn: ({ batch }) => batch !== null },
  kubernetes: { name: 'PESSCARA_KUBERNETES_URL', isOn: ({ kubernetes }) => kubernetes !== null },
  rest: { name: 'PESSCARA_REST_APPS', isOn: ({ restApps }) => restApps.length > 0 },
  container: { name: 'PESSCARA_CONTAINERS', isOn: ({ containers }) => containers !== null },
};

/** What does the steps of these kinds. */
export function programExecutors(
  { containers, restApps, publicUrl, batch, spark, kubernetes, limits }: ProgramSettings,
  home: string,
  desk: CallBackDesk,
): [string, StepExecutor][] {
  const made: [string, StepExecutor][] = [];
  const { output } = limits;
  if (containers !== null)
    made.push(['container', new ContainerExecutor({ command: containers, folder: join(home, 'programs'), output })]);
  if (restApps.length > 0) {
    const callBacks = publicUrl === null ? {} : { callBacks: { desk, baseUrl: publicUrl } };
    made.push(['rest', new RestExecutor({ apps: restApps, ...callBacks, output })]);
  }
  if (batch !== null) {
    const dialect = batch.scheduler === 'slurm' ? slurm : gridEngine(fastXmlReader);
    made.push(['batch', new BatchExecutor({ dialect, folder: batch.folder, output })]);
  }
  if (spark !== null) made.push(['spark', new SparkExecutor({ ...spark, output })]);
  if (kubernetes !== null) made.push(['kubernetes', new KubernetesExecutor({ ...kubernetes, output })]);
  return made.map(([uses, executor]) => [uses, withinLimits(executor, limits)]);
}

/** Why this hub has no steps of that kind with these settings; null when it has. */
export function whyNotOffered(
  settings: ProgramSettings & { readonly sendsMail: boolean },
  uses: string,
  stepSettings: JsonObject,
): string | null {
  const setting = settingOf[uses];
  if (uses === 'notify') return whyNotSent(settings, stepSettings);
  if (stepSettings['callBack'] === true && settings.publicUrl === null)
    return 'who runs it can let applications call back by PESSCARA_PUBLIC_URL';
  return !setting || setting.isOn(settings) ? null : `who runs it can turn ${uses} steps on by ${setting.name}`;
}

function whyNotSent(
  { sendsMail, restApps }: ProgramSettings & { readonly sendsMail: boolean },
  { mail, webhooks }: JsonObject,
): string | null {
  if (Array.isArray(mail) && !sendsMail) return 'who runs it can let steps send mail by PESSCARA_SMTP_URL';
  const permitted = new Set(restApps.map(({ origin }) => origin));
  const urls: readonly Json[] = Array.isArray(webhooks) ? webhooks : [];
  const other = urls.find(
    (url) => typeof url !== 'string' || !URL.canParse(url) || !permitted.has(new URL(url).origin),
  );
  return other === undefined ? null : 'who runs it can let steps call web servers by PESSCARA_REST_APPS';
}
