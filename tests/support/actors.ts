import { newId } from '../../core/ids.ts';
import type { Actor, Role } from '../../core/policy/policy.ts';

export interface TestActorOptions {
  /** Roles by project id. */
  readonly roles?: Readonly<Record<string, readonly Role[]>>;
  readonly administrator?: boolean;
  readonly username?: string;
  readonly id?: string;
}

/** A signed-in person with these roles; without any, one who is a member nowhere. */
export function testActor(options: TestActorOptions = {}): Extract<Actor, { kind: 'user' }> {
  const id = options.id ?? newId();
  return {
    kind: 'user',
    id,
    username: options.username ?? `user-${id.slice(-6)}`,
    isAdministrator: options.administrator ?? false,
    memberships: new Map(Object.entries(options.roles ?? {}).map(([project, held]) => [project, new Set(held)])),
  };
}
