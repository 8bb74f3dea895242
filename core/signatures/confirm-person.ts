import { HubError } from '../errors.ts';
import type { Person } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';

/** Somebody with an account. */
export interface KnownPerson {
  readonly id: string;
  readonly username: string;
  /** As printed below what they sign. */
  readonly displayName: string;
}

/** What signing asks of accounts. */
export interface SigningPeople {
  /** Passes for the person's own password; slows down who guesses. @throws UNAUTHENTICATED */
  confirmPassword(username: string, password: string): Promise<void>;
  byIds(accountIds: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>>;
}

/** Where the password of a signature stands in an input. */
export const passwordField = 'input.signature.password';

/**
 * Makes sure of the person who is about to sign; a wrong password is audited.
 * @param target what is signed, as the audit trail names it: `task:<id>`
 * @param field where the password stands in the input
 * @throws UNAUTHENTICATED (a wrong password, or too many)
 */
export async function confirmPerson(
  { people, audit }: { readonly people: Pick<SigningPeople, 'confirmPassword'>; readonly audit: AuditTrail },
  person: Person,
  target: string,
  projectId: string,
  password: string,
  field: string = passwordField,
): Promise<void> {
  try {
    await people.confirmPassword(person.username, password);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'UNAUTHENTICATED') throw error;
    await audit.append({
      actor: person.username,
      action: 'signature.failed',
      target,
      projectId,
      reason: null,
      oldValue: null,
      newValue: null,
    });
    const wait = error.details['retryAfterMs'];
    const why = typeof wait === 'number' ? error.message : 'not your password';
    throw new HubError('UNAUTHENTICATED', `${field}: ${why}`, {
      ...error.details,
      field,
      expected: 'your own password',
    });
  }
}

/** The person's name as it is printed below what they sign. */
export async function printedName(
  people: Pick<SigningPeople, 'byIds'>,
  { id, username }: Pick<Person, 'id' | 'username'>,
): Promise<string> {
  return (await people.byIds([id])).get(id)?.displayName ?? username;
}
