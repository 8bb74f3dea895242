/* Starts OHIF for the person who is signed in on this browser tab: its configuration, and a token that is always fresh. */
import { createSession } from '../page/session.js';

const root = '/viewer/';
const signIn = () => location.replace(`/?to=${encodeURIComponent(location.pathname + location.search)}`);
const session = createSession({ onEnd: signIn });
/** A token is good for ten minutes; one with less than half a minute left is renewed when it is asked for. */
const lookAgainMs = 10_000;

let token;

/** OHIF asks for the header without waiting, so that the token has to be there before it is needed. */
async function keepFresh() {
  try {
    token = await session.accessToken();
  } finally {
    setTimeout(() => keepFresh().catch(() => undefined), lookAgainMs);
  }
}

const archive = new URL('/dicom-web', location.href).href;

function configuration() {
  return {
    routerBasename: '/viewer',
    extensions: [
      {
        id: 'pesscara.session',
        preRegistration: ({ servicesManager }) => {
          servicesManager.services.userAuthenticationService.setServiceImplementation({
            getAuthorizationHeader: () => ({ Authorization: `Bearer ${token}` }),
            handleUnauthenticated: signIn,
          });
        },
      },
    ],
    modes: [],
    customizationService: {},
    showStudyList: true,
    maxNumberOfWebWorkers: 3,
    showWarningMessageForCrossOrigin: false,
    showCPUFallbackMessage: false,
    showLoadingIndicator: true,
    strictZSpacingForVolumeViewport: true,
    groupEnabledModesFirst: true,
    allowMultiSelectExport: false,
    maxNumRequests: { interaction: 20, thumbnail: 5, prefetch: 10 },
    showErrorDetails: 'production',
    investigationalUseDialog: { option: 'configure', days: 1 },
    defaultDataSourceName: 'pesscara',
    dataSources: [
      {
        namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
        sourceName: 'pesscara',
        configuration: {
          friendlyName: 'PESSCARA: the images of your projects',
          name: 'pesscara',
          wadoUriRoot: archive,
          qidoRoot: archive,
          wadoRoot: archive,
          qidoSupportsIncludeField: true,
          imageRendering: 'wadors',
          thumbnailRendering: 'wadors',
          enableStudyLazyLoad: true,
          supportsFuzzyMatching: false,
          supportsWildcard: true,
          dicomUploadEnabled: false,
          bulkDataURI: { enabled: true },
        },
      },
    ],
    httpErrorHandler: ({ status }) => {
      if (status === 401) signIn();
    },
  };
}

async function start() {
  if (!session.username()) {
    signIn();
    return;
  }
  await keepFresh();
  window.PUBLIC_URL = root;
  window.browserImportFunction = (name) => import(name);
  window.config = configuration();
  const app = document.createElement('script');
  app.src = document.querySelector('script[data-app]').dataset.app;
  document.head.append(app);
}

await start();
