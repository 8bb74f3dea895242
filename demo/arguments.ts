import { parseArgs } from 'node:util';
import { resolve } from 'node:path';

export interface DemoArguments {
  /** The images to use; null makes the synthetic example. */
  readonly folder: string | null;
  /** End when done, instead of leaving the hub up. */
  readonly exit: boolean;
  /** Where the demo keeps everything. */
  readonly home: string;
  readonly port: number;
}

export const usage = `npm run demo -- [DIR] [--exit] [--home FOLDER] [--port N]

  DIR       your own folder of DICOM (project OWN; read, never altered); without it a
            synthetic glioma study of two hospitals is made (project GLIOMA)
  --exit    end when all is done; without it the hub stays up. Exit code 0 only if all of it worked
  --home    where the demo keeps its data (default PESSCARA_HOME/demo, that is ./.pesscara/demo)
  --port    port of the hub (default PESSCARA_PORT, 4000); the two sites take free ones`;

/** The demo's command line. @throws TypeError for an unknown option */
export function readArguments(
  args: readonly string[],
  settings: { readonly home: string; readonly port: number },
): DemoArguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      exit: { type: 'boolean' },
      home: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (positionals.length > 1) throw new TypeError(`DIR: expected one folder, got ${positionals.join(', ')}`);
  const port = values.port === undefined ? settings.port : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new TypeError(`--port: expected a whole number from 0 to 65535, got ${String(values.port)}`);
  const [folder] = positionals;
  return {
    folder: folder === undefined ? null : resolve(folder),
    exit: values.exit === true,
    home: resolve(values.home ?? `${settings.home}/demo`),
    port,
  };
}
