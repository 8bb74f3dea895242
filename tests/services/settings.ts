import type { ServiceName } from './addresses.ts';

/**
 * What tests ask of each server, however it is started: scripts here and docker-compose.yml say the same, which
 * `npm run services:check` holds. The password protects nothing: servers listen on this machine alone and end with the tests.
 */
export const user = 'hub';
export const password = 'integration-tests';
export const database = 'hub';

/** Neo4j's first user has this name. */
const neo4jUser = 'neo4j';

export const s3Region = 'us-east-1';

/** As text for a command line: `-c name=value`. Tests end with their server, so a power cut may take what it had. */
export const postgresFlags = [
  ...['-c', 'max_connections=200'],
  ...['-c', 'shared_buffers=64MB'],
  ...['-c', 'fsync=off'],
  ...['-c', 'full_page_writes=off'],
];

export const redisFlags = [
  ...['--requirepass', password],
  ...['--appendonly', 'yes'],
  ...['--appendfsync', 'everysec'],
  ...['--maxmemory', '256mb'],
  ...['--maxmemory-policy', 'noeviction'],
];

export const neo4jVersion = '5.26.30';
export const versitygwVersion = '1.8.0';

/** Orthanc's file, as JSON; `plugin` is where DICOMweb lies. Its HTTP port and folder depend on the place. */
export function orthancConfiguration(aeTitle: string, httpPort: number, storage: string, remote: boolean): object {
  return {
    Name: aeTitle,
    StorageDirectory: storage,
    IndexDirectory: storage,
    Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
    HttpPort: httpPort,
    RemoteAccessAllowed: remote,
    AuthenticationEnabled: true,
    RegisteredUsers: { [user]: password },
    DicomServerEnabled: false,
    DicomAet: aeTitle,
    OverwriteInstances: true,
    StableAge: 1,
    SaveJobs: false,
    SyncStorageArea: false,
    WebDavEnabled: false,
    DicomWeb: { Enable: true, Root: '/dicom-web/', EnableWado: true, WadoRoot: '/wado' },
  };
}

export interface ComposeService {
  readonly image: string;
  /** The port inside of the container. */
  readonly port: number;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Files in the container that hold a JSON value. */
  readonly files?: Readonly<Record<string, object>>;
}

function orthanc(aeTitle: string): ComposeService {
  return {
    image: 'jodogne/orthanc-plugins:1.10.1',
    port: 8042,
    environment: { TCP_NODELAY: '1' },
    files: { '/etc/orthanc/orthanc.json': orthancConfiguration(aeTitle, 8042, '/var/lib/orthanc/db', true) },
  };
}

const neo4j: ComposeService = {
  image: `neo4j:${neo4jVersion}-community`,
  port: 7687,
  environment: { NEO4J_AUTH: `${neo4jUser}/${password}`, NEO4J_server_memory_heap_max__size: '512m' },
};

/** The services of docker-compose.yml under the profile `services`. */
export const composeServices: Readonly<Record<ServiceName, ComposeService>> = {
  postgres: {
    image: 'postgres:15.14-bookworm',
    port: 5432,
    command: ['postgres', ...postgresFlags],
    environment: { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: database },
  },
  redis: { image: 'redis:7.4-bookworm', port: 6379, command: ['redis-server', ...redisFlags] },
  neo4j,
  'neo4j-2': neo4j,
  'neo4j-3': neo4j,
  s3: {
    image: `ghcr.io/versity/versitygw:v${versitygwVersion}`,
    port: 7070,
    command: ['--port', ':7070', '--region', s3Region, '--health', '/health', 'posix', '/data'],
    environment: { ROOT_ACCESS_KEY: user, ROOT_SECRET_KEY: password },
  },
  'orthanc-a': orthanc('SITE_A'),
  'orthanc-b': orthanc('SITE_B'),
};

/** The address that tests get: user and password inside it. */
export function addressOf(name: ServiceName, port: number): string {
  const at = `127.0.0.1:${String(port)}`;
  switch (name) {
    case 'postgres':
      return `postgres://${user}:${password}@${at}/${database}`;
    case 'redis':
      return `redis://:${password}@${at}`;
    case 'neo4j':
    case 'neo4j-2':
    case 'neo4j-3':
      return `bolt://${neo4jUser}:${password}@${at}`;
    case 's3':
      return `http://${user}:${password}@${at}`;
    case 'orthanc-a':
    case 'orthanc-b':
      return `http://${user}:${password}@${at}/dicom-web`;
  }
}
