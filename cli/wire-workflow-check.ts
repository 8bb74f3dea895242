import { cronerCalendar } from '../adapters/croner/croner-calendar.ts';
import { yamlReader } from '../adapters/yaml/yaml-reader.ts';
import { readWorkflowSource, type SourcePorts } from '../core/workflows/workflow-source.ts';

/** What checks workflows without a hub. */
export const workflowChecks: SourcePorts = { reader: yamlReader, calendar: cronerCalendar };

/** The definition that a text says, checked as a hub does, without one. @throws BAD_USER_INPUT naming every problem */
export function checkWorkflow(text: string) {
  return readWorkflowSource(workflowChecks, text).definition;
}
