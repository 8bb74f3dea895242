import { PostgresRunMessages } from '../adapters/postgres/run-messages.ts';
import type { SqlClient } from '../adapters/postgres/sql-client.ts';
import { WebCaller } from '../adapters/rest/web-caller.ts';
import type { WorkflowPorts } from '../core/workflows/ports.ts';
import type { ProgramSettings } from './program-settings.ts';

/** What takes messages of steps out of the hub. @param mailer null: it sends no mail */
export function outgoing(
  sql: SqlClient,
  mailer: WorkflowPorts['outside']['mailer'],
  restApps: ProgramSettings['restApps'],
): Pick<WorkflowPorts, 'messages' | 'outside'> {
  return { messages: new PostgresRunMessages(sql), outside: { mailer, webhooks: new WebCaller(restApps) } };
}
