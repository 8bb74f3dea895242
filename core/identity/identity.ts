import { createAccessTokens, type AccessTokenPorts } from './access-tokens.ts';
import { createAccounts, type AccountPorts } from './accounts.ts';
import { createAuthentication, type AuthenticationPorts } from './authentication.ts';
import { createLogin, type LoginPorts } from './login.ts';

/** Everything about who people are: signing in, tokens, accounts. */
export function createIdentity(
  ports: AccountPorts & Omit<AuthenticationPorts, 'holderOf'> & LoginPorts & AccessTokenPorts,
) {
  const { holderOf, ...tokens } = createAccessTokens(ports);
  return {
    ...createLogin(ports),
    ...createAuthentication({ ...ports, holderOf }),
    ...createAccounts(ports),
    ...tokens,
  };
}
export type Identity = ReturnType<typeof createIdentity>;
