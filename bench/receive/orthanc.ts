import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, launch, type Server } from '../../tests/services/server.ts';

export interface PlainOrthanc extends Server {
  readonly url: string;
  readonly dimsePort: string;
}

/** An empty Orthanc as it is configured by default (each file is synced to disk), but that it has ports of its own and asks for no password. */
export async function startPlainOrthanc(folder: string): Promise<PlainOrthanc> {
  await mkdir(join(folder, 'storage'), { recursive: true });
  const [port, dimsePort] = [await freePort(), await freePort()];
  const file = join(folder, 'orthanc.json');
  const configuration = {
    Name: 'BENCH',
    StorageDirectory: join(folder, 'storage'),
    IndexDirectory: join(folder, 'storage'),
    Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
    HttpPort: port,
    DicomPort: dimsePort,
    DicomAet: 'BENCH',
    AuthenticationEnabled: false,
    DicomWeb: { Enable: true, Root: '/dicom-web/' },
  };
  await writeFile(file, JSON.stringify(configuration));
  const url = `http://127.0.0.1:${String(port)}`;
  const server = await launch({
    name: 'Orthanc',
    command: ['/usr/sbin/Orthanc', file],
    folder,
    environment: { TCP_NODELAY: '1' },
    isReady: async () => (await fetch(`${url}/system`).catch(() => null))?.ok ?? false,
    withinMs: 60_000,
  });
  return { ...server, url, dimsePort: String(dimsePort) };
}
