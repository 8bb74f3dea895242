import { Command, CommanderError } from 'commander';
import { createCommandContext } from './command-context.ts';
import { addDeidentifyCommand } from './commands/deidentify.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addConvertCommand } from './commands/convert.ts';
import { addExportCommand } from './commands/export.ts';
import { addGatewayCommand } from './commands/gateway.ts';
import { addImportCommand } from './commands/import.ts';
import { addIngestCommand } from './commands/ingest.ts';
import { addLineageCommand } from './commands/lineage.ts';
import { addProfileCommand } from './commands/profile.ts';
import { addProtocolCommand } from './commands/protocol.ts';
import { addQueryCommand } from './commands/query.ts';
import { addQueueCommand } from './commands/queue.ts';
import { addReceiverCommand } from './commands/receiver.ts';
import { addReviewCommand } from './commands/review.ts';
import { addRunCommand } from './commands/run.ts';
import { addSiteCommand } from './commands/site.ts';
import { addStartCommand } from './commands/start.ts';
import { addStatusCommand } from './commands/status.ts';
import { addSubgraphCommand } from './commands/subgraph.ts';
import { addTaskCommand } from './commands/task.ts';
import { addTokenCommand } from './commands/token.ts';
import { addUserCommand } from './commands/user.ts';
import { addWatchCommand } from './commands/watch.ts';
import { addWorkerCommand } from './commands/worker.ts';
import { addWorkflowCommand } from './commands/workflow.ts';
import { exitCodes } from './exit.ts';
import { version } from './version.ts';

// `pesscara ... | head` closes our output early; that is the reader's right, not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const wantsJson = () => program.opts<{ json?: boolean }>().json === true || process.argv.includes('--json');

const program = new Command('pesscara')
  .description('The hub that lets medical-imaging researchers ask one question across many hospitals.')
  .version(version, '--version', "print PESSCARA's version")
  .option('--json', 'answer one JSON value on stdout, for scripts')
  .configureHelp({ helpWidth: 100 })
  .configureOutput({
    writeErr: (text) => {
      if (!wantsJson()) process.stderr.write(text);
    },
  })
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()
  .addHelpText(
    'after',
    `
A first hour (in a checkout of PESSCARA: npx pesscara ...):
  pesscara start                                   the hub; prints its address and a login
  pesscara ingest ./scans --project GLIOMA --pool scanner --wait
  pesscara workflow put docs/examples/series-volumes.json --project GLIOMA
  pesscara review list --project GLIOMA            what waits in quarantine, and what is suspect
  pesscara review approve --project GLIOMA --all   the workflow runs on each approved exam
  pesscara run list --project GLIOMA               how far; and run watch RUN, to see it go on
  pesscara task approve --project GLIOMA --all     its quality control: then it writes biomarkers
  echo '{ me { username } }' | pesscara query -

Commands other than start, site, gateway, subgraph, worker, receiver, convert and deidentify speak to the running hub: with the operator token that
it keeps in its data folder (PESSCARA_HOME, default ./.pesscara), or with PESSCARA_TOKEN at
PESSCARA_HOST and PESSCARA_PORT.

Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 no hub answers, 4 not permitted.`,
  );

// `--json` is accepted before and after the command's name.
const context = createCommandContext(wantsJson);

addStartCommand(program, context);
addSiteCommand(program, context);
addGatewayCommand(program, context);
addSubgraphCommand(program, context);
addWorkerCommand(program, context);
addReceiverCommand(program, context);
addIngestCommand(program, context);
addConvertCommand(program, context);
addDeidentifyCommand(program, context);
addProfileCommand(program, context);
addProtocolCommand(program, context);
addWatchCommand(program, context);
addReviewCommand(program, context);
addWorkflowCommand(program, context);
addRunCommand(program, context);
addTaskCommand(program, context);
addQueryCommand(program, context);
addLineageCommand(program, context);
addUserCommand(program, context);
addTokenCommand(program, context);
addStatusCommand(program, context);
addQueueCommand(program, context);
addAuditCommand(program, context);
addExportCommand(program, context);
addImportCommand(program, context);
acceptJsonEverywhere(program);

try {
  await program.parseAsync();
} catch (caught) {
  if (!(caught instanceof CommanderError)) throw caught;
  const helped =
    caught.code === 'commander.helpDisplayed' ||
    caught.code === 'commander.help' ||
    caught.code === 'commander.version';
  const ok = helped && caught.exitCode === 0;
  process.exitCode = ok ? exitCodes.ok : exitCodes.usage;
  if (!ok && wantsJson()) {
    const message = helped ? 'expected a command; --help lists them' : caught.message.replace(/^error: /, '');
    console.log(JSON.stringify({ error: { code: 'BAD_USER_INPUT', message } }));
  }
}

function acceptJsonEverywhere(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride();
    if (child.commands.length === 0) child.option('--json', 'answer one JSON value on stdout');
    acceptJsonEverywhere(child);
  }
}
