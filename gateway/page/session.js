/* Who is signed in on this browser tab. Tokens stand in sessionStorage: they end with the tab. */

const key = 'pesscara:session';
/** A token is renewed when it has less than this left. */
const marginMs = 30_000;

async function ask(query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

const tokens = 'accessToken refreshToken expiresAt';

/** `onEnd(problem)` is called when the person signed out, or the tokens can not be renewed. */
export function createSession({ onEnd }) {
  let state = JSON.parse(sessionStorage.getItem(key) ?? 'null');
  let renewal;

  const keep = (username, payload) => {
    state = { username, ...payload };
    sessionStorage.setItem(key, JSON.stringify(state));
  };
  const end = (problem) => {
    state = null;
    sessionStorage.clear();
    onEnd(problem);
  };

  async function renew() {
    const { username, refreshToken } = state;
    try {
      const data = await ask(
        `mutation Renew($input: RefreshTokenInput!) { refreshToken(input: $input) { ${tokens} } }`,
        { input: { refreshToken } },
      );
      keep(username, data.refreshToken);
    } catch (error) {
      end('Your session has ended: sign in again.');
      throw error;
    }
  }

  return {
    username: () => state?.username ?? null,

    async login(username, password) {
      const data = await ask(`mutation Login($input: LoginInput!) { login(input: $input) { ${tokens} } }`, {
        input: { username, password },
      });
      keep(username, data.login);
    },

    /** A token with time left. A refresh token is good for one use, so those who ask at the same time share one renewal. */
    async accessToken() {
      if (!state) throw new Error('sign in first');
      if (Date.parse(state.expiresAt) - Date.now() < marginMs) {
        renewal ??= renew().finally(() => (renewal = undefined));
        await renewal;
      }
      return state.accessToken;
    },

    async logout() {
      const { accessToken, refreshToken } = state;
      end('');
      await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({
          query: 'mutation Logout($input: LogoutInput!) { logout(input: $input) { loggedOut } }',
          variables: { input: { refreshToken } },
        }),
      });
    },
  };
}
