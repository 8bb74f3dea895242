/** `node schema/write-workflow-schema.ts`: writes workflow.schema.json from the step kinds; a test fails when it is out of date. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowJsonSchema } from '../core/workflows/workflow-json-schema.ts';

writeFileSync(join(import.meta.dirname, 'workflow.schema.json'), `${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
