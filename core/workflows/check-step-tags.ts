import { checkedTagValue, unknownTag } from '../assets/check-tag-value.ts';
import { TagCatalogue } from '../assets/tag-catalogue.ts';
import { HubError } from '../errors.ts';
import type { StepDefinition, WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { Problems } from './problems.ts';

/** What the step works on, and so what it tags. */
const levelOf = ({ foreach, over }: StepDefinition) => over?.level ?? (foreach === 'series' ? 'SERIES' : 'EXAM');

/**
 * Checks that the project defines the tags that steps set, and that their values are permitted now.
 * @throws BAD_USER_INPUT naming each
 */
export async function checkStepTags(
  { tags }: Pick<WorkflowPorts, 'tags'>,
  projectId: string,
  { steps }: WorkflowDefinition,
): Promise<void> {
  const setting = steps.filter(({ uses }) => uses === 'tag');
  if (setting.length === 0) return;
  const catalogue = await TagCatalogue.open(tags, [projectId]);
  const problems = new Problems();
  for (const step of setting) {
    const path = `document.steps.${step.id}.with`;
    const name = typeof step.with['name'] === 'string' ? step.with['name'] : '';
    const { value } = step.with;
    const level = levelOf(step);
    const definition = catalogue.find(projectId, level, name);
    try {
      if (!definition) throw unknownTag(`${path}.name`, level, name);
      checkedTagValue(definition, value, path);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      const { field, expected, received } = error.details;
      problems.add(String(field), String(expected), received ?? null);
    }
  }
  problems.throwIfAny();
}
