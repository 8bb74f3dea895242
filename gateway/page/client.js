/* The page at `/`: sign in, then GraphiQL with the example queries. No framework of ours: GraphiQL brings React. */
import { createSession } from './session.js';

const { React, ReactDOM, GraphiQL, graphqlWs } = globalThis;
const element = (id) => document.getElementById(id);
const session = createSession({ onEnd: showLogin });

/** GraphiQL's own fetcher, with our token on both doors. */
function createFetcher() {
  return GraphiQL.createFetcher({
    url: '/graphql',
    fetch: async (url, init) => {
      const token = await session.accessToken();
      return fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
    },
    wsClient: graphqlWs.createClient({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
      connectionParams: async () => ({ authorization: `Bearer ${await session.accessToken()}` }),
      // Signed out or expired: trying again with the same token would not help.
      shouldRetry: (event) => ![4401, 4403].includes(event.code),
    }),
  });
}

/** GraphiQL keeps what is typed here; queries may name people's data, so it goes when the browser's tab does. */
const storage = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
  removeItem: (key) => sessionStorage.removeItem(key),
  clear: () => sessionStorage.clear(),
  get length() {
    return sessionStorage.length;
  },
};

let root;

/** Where somebody wanted to go who had to sign in first: a part of the viewer, never another host. */
function wantedPage() {
  const to = new URLSearchParams(location.search).get('to') ?? '';
  return to.startsWith('/viewer/') ? to : null;
}

async function showGraphiQL() {
  const to = wantedPage();
  if (to !== null) {
    location.replace(to);
    return;
  }
  const examples = await (await fetch('/page/examples.json')).json();
  element('login').hidden = true;
  element('graphiql').hidden = false;
  element('session').hidden = false;
  element('who').textContent = session.username();
  root = ReactDOM.createRoot(element('graphiql'));
  root.render(
    React.createElement(GraphiQL, {
      fetcher: createFetcher(),
      storage,
      defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
      defaultEditorToolsVisibility: 'variables',
      isHeadersEditorEnabled: false,
    }),
  );
}

function showLogin(problem = '') {
  root?.unmount();
  root = undefined;
  element('graphiql').hidden = true;
  element('session').hidden = true;
  element('login').hidden = false;
  element('problem').textContent = problem;
  element('login').elements.username.focus();
}

element('login').addEventListener('submit', (event) => {
  event.preventDefault();
  const { username, password } = event.target.elements;
  session.login(username.value, password.value).then(
    () => {
      event.target.reset();
      return showGraphiQL();
    },
    (error) => showLogin(error.message),
  );
});

element('logout').addEventListener('click', () => session.logout());

if (session.username()) await showGraphiQL();
else showLogin();
