import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readSettings, settingsNames } from '../cli/settings.ts';

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.number() }) });
const deployment = z.object({
  kind: z.literal('Deployment'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: z.object({ app: z.string() }) }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.tuple([
          z.object({
            command: z.array(z.string()),
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            ports: z.tuple([z.object({ containerPort: z.number() })], z.object({ containerPort: z.number() })),
            readinessProbe: probe,
            livenessProbe: probe,
          }),
        ]),
      }),
    }),
  }),
});
const service = z.object({
  kind: z.literal('Service'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: z.object({ app: z.string() }),
    ports: z.tuple([z.object({ port: z.number(), targetPort: z.number() })]),
  }),
});
const roles = ['gateway', 'subgraph', 'receiver', 'worker'];

/** What docs/kubernetes.yaml says that the code does not: settings, ports, roles, probes, and the services that settings name. */
export function kubernetesProblems(): readonly string[] {
  const path = new URL('../docs/kubernetes.yaml', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const objects = parseAllDocuments(text).map((document) => z.union([deployment, service]).parse(document.toJS()));
  const deployments = objects.filter((object) => object.kind === 'Deployment');
  const services = objects.filter((object) => object.kind === 'Service');
  const secrets = [...text.matchAll(/--from-literal=(\w+)=/g)].map(([, name = '']) => name);
  const strangers = secrets.filter((name) => !settingsNames.includes(name)).map((name) => `${name} is no setting`);
  return [
    ...strangers,
    ...deployments.flatMap(({ metadata, spec }) => {
      const [container] = spec.template.spec.containers;
      const { command, env, ports, readinessProbe, livenessProbe } = container;
      const unknown = env
        .filter(({ name }) => !settingsNames.includes(name))
        .map(({ name }) => `${name} is no setting`);
      const settings = readSettings(Object.fromEntries(env.map(({ name, value }) => [name, value])));
      const port = settings.port;
      const wrongPort = [ports[0].containerPort, readinessProbe.httpGet.port, livenessProbe.httpGet.port].some(
        (one) => one !== port,
      );
      const strangePorts = ports
        .slice(1)
        .filter(({ containerPort }) => containerPort !== settings.dimse?.port)
        .map(({ containerPort }) => `port ${String(containerPort)} is served by nobody`);
      const missing = [...settings.subgraphUrls].flatMap(([subgraph, urls]) =>
        urls
          .filter((url) => !servesSubgraph(new URL(url), subgraph))
          .map((url) => `${url} is no service before \`subgraph ${subgraph}\``),
      );
      return [
        ...unknown,
        ...missing,
        ...strangePorts,
        ...(wrongPort ? [`a port is not ${String(port)}, which it serves`] : []),
        ...(readinessProbe.httpGet.path === '/readyz' ? [] : ['readiness is at /readyz']),
        ...(livenessProbe.httpGet.path === '/healthz' ? [] : ['health is at /healthz']),
        ...(roles.includes(command[2] ?? '') ? [] : [`${command.join(' ')} is no role`]),
        ...(spec.template.spec.terminationGracePeriodSeconds * 1000 >= settings.drainMs + 2 * 10_000
          ? []
          : ['it is killed before its drain and its grace have ended']),
      ].map((problem) => `${metadata.name}: ${problem}`);
    }),
  ].map((problem) => `docs/kubernetes.yaml: ${problem}`);

  function servesSubgraph(url: URL, subgraph: string): boolean {
    const target = services.find(
      ({ metadata, spec }) => metadata.name === url.hostname && String(spec.ports[0].port) === url.port,
    );
    return deployments.some(
      ({ spec: { template } }) =>
        template.metadata.labels.app === target?.spec.selector.app &&
        template.spec.containers[0].command.slice(-2).join(' ') === `subgraph ${subgraph}`,
    );
  }
}
