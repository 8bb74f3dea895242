import type { RuleApplications } from '../../core/assets/rule-applications.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Rules that go over what is there. */
export function ruleApplicationResolvers(rules: Pick<RuleApplications, 'applyTagRules' | 'tagRuleApplication'>) {
  return {
    Query: { tagRuleApplication: (_, { id }, { actor }) => rules.tagRuleApplication(actor, id) },
    Mutation: {
      applyTagRules: async (_, { input }, { actor }) => ({ application: await rules.applyTagRules(actor, input) }),
    },
    TagRuleApplication: { project: ({ projectId }) => ({ id: projectId }) },
  } satisfies Resolvers;
}
