import './production.ts';
import { Command, CommanderError } from 'commander';
import { createCommandContext } from './command-context.ts';
import { addGatewayCommand } from './commands/gateway.ts';
import { addIngestCommand } from './commands/ingest.ts';
import { addLineageCommand } from './commands/lineage.ts';
import { addQueryCommand } from './commands/query.ts';
import { addReviewCommand } from './commands/review.ts';
import { addSiteCommand } from './commands/site.ts';
import { addStartCommand } from './commands/start.ts';
import { addStatusCommand } from './commands/status.ts';
import { addTaskCommand } from './commands/task.ts';
import { addUserCommand } from './commands/user.ts';
import { exitCodes } from './exit.ts';

const program = new Command('pesscara')
  .description('The hub that lets medical-imaging researchers ask one question across many hospitals.')
  .option('--json', 'answer one JSON value on stdout, for scripts')
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()
  .addHelpText(
    'after',
    `
A first hour:
  pesscara start                                          the hub; prints its address and the administrator's login
  pesscara site ./archive --port 4101                     a folder of DICOM as a DICOMweb archive
  pesscara ingest ./scans --project GLIOMA --pool scanner --wait
  pesscara review list --project GLIOMA                   what waits in quarantine, and what is suspect
  pesscara review approve --project GLIOMA --all
  echo '{ me { username } }' | pesscara query -

Commands other than start, site and gateway speak to the running hub: with the operator token that it keeps in its
data folder (PESSCARA_HOME, default ./.pesscara), or with PESSCARA_TOKEN at PESSCARA_HOST and PESSCARA_PORT.

Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 no hub answers, 4 not permitted.`,
  );

// `--json` is accepted before and after the command's name.
const context = createCommandContext(
  () => program.opts<{ json?: boolean }>().json === true || process.argv.includes('--json'),
);

addStartCommand(program, context);
addSiteCommand(program, context);
addGatewayCommand(program, context);
addIngestCommand(program, context);
addReviewCommand(program, context);
addTaskCommand(program, context);
addQueryCommand(program, context);
addLineageCommand(program, context);
addUserCommand(program, context);
addStatusCommand(program, context);
acceptJsonEverywhere(program);

try {
  await program.parseAsync();
} catch (caught) {
  if (!(caught instanceof CommanderError)) throw caught;
  const helped =
    caught.code === 'commander.helpDisplayed' ||
    caught.code === 'commander.help' ||
    caught.code === 'commander.version';
  process.exitCode = helped && caught.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}

function acceptJsonEverywhere(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride();
    if (child.commands.length === 0) child.option('--json', 'answer one JSON value on stdout');
    acceptJsonEverywhere(child);
  }
}
