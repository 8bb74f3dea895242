import { readCertificate } from '../adapters/jose/read-certificate.ts';
import { badInput } from '../core/errors.ts';
import type { WorkflowBundle } from '../core/workflows/promotion.ts';
import { readBundle } from '../core/workflows/read-bundle.ts';
import { readWorkflowDocument } from '../core/workflows/workflow-source.ts';
import { workflowChecks } from './wire-workflow-check.ts';

/** The bundle that a file holds, checked by the public key in it as a hub does, without one. @throws BAD_USER_INPUT */
export async function checkBundle(
  jws: string,
): Promise<{ readonly bundle: WorkflowBundle; readonly fingerprint: string }> {
  const read = await readCertificate(jws.trim());
  if (!read) throw badInput('FILE', 'a bundle as it was signed', 'something else, or one that was changed');
  const bundle = readBundle('FILE', read.document);
  for (const { document } of bundle.workflows) readWorkflowDocument(workflowChecks, document, false);
  if (bundle.origin !== null) {
    const { fingerprint } = await checkBundle(bundle.origin.jws);
    if (fingerprint !== bundle.origin.fingerprint)
      throw badInput('FILE', 'the bundle that was imported, signed by the key that is named', 'another key');
  }
  return { bundle, fingerprint: read.fingerprint };
}
