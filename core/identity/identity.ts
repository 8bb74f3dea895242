import { createAccounts, type AccountPorts } from './accounts.ts';
import { createAuthentication, type AuthenticationPorts } from './authentication.ts';
import { createLogin, type LoginPorts } from './login.ts';

/** Everything about who people are: signing in, tokens, accounts. */
export function createIdentity(ports: AccountPorts & AuthenticationPorts & LoginPorts) {
  return { ...createLogin(ports), ...createAuthentication(ports), ...createAccounts(ports) };
}
export type Identity = ReturnType<typeof createIdentity>;
