/** Where the viewer is served. */
export const viewerRoot = '/viewer/';

/**
 * OHIF's page for that address instead of `/`: its own inline scripts and configuration are left out, and our launch.js does what they do
 * and starts the app. @throws Error when it is not the page of a build that we know
 */
export function rewritePage(html: string): string {
  const app = /<script\b[^>]*\bsrc="\/(app\.bundle\.[^"]*\.js)"[^>]*><\/script>/.exec(html)?.[1];
  if (app === undefined) throw new Error('index.html: expected a script /app.bundle.*.js, as in a build of OHIF for /');
  return html
    .replaceAll(/<script\b[^>]*>[^<]*<\/script>/g, '')
    .replaceAll(/\b(href|src|content)="\/(?!\/)/g, `$1="${viewerRoot}`)
    .replace(
      '</head>',
      `<script type="module" src="${viewerRoot}launch.js" data-app="${viewerRoot}${app}"></script></head>`,
    );
}

/** Where webpack's bundles and workers look for their other parts. */
export const rewriteScript = (text: string): string =>
  text.replaceAll('__webpack_require__.p = "/";', `__webpack_require__.p = "${viewerRoot}";`);

export const rewriteStyle = (text: string): string => text.replaceAll(/url\((["']?)\/(?!\/)/g, `url($1${viewerRoot}`);
