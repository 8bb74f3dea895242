import { cronerCalendar } from '../adapters/croner/croner-calendar.ts';
import { yamlReader } from '../adapters/yaml/yaml-reader.ts';
import { readWorkflowSource } from '../core/workflows/workflow-source.ts';

/** The definition that a text says, checked as a hub does, without one. @throws BAD_USER_INPUT naming every problem */
export function checkWorkflow(text: string) {
  return readWorkflowSource({ reader: yamlReader, calendar: cronerCalendar }, text).definition;
}
