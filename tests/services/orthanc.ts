import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './apt.ts';
import { freePort, launch, serviceFolder, type Server } from './server.ts';
import { addressOf, orthancConfiguration, password, user } from './settings.ts';

const program = '/usr/sbin/Orthanc';
const plugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** An empty Orthanc with its DICOMweb plugin, as a hospital's archive. */
export async function startOrthanc(name: 'orthanc-a' | 'orthanc-b'): Promise<Server & { readonly url: string }> {
  if (!existsSync(program) || !existsSync(plugin)) {
    await installPackages('Orthanc for tests', 'orthanc', 'orthanc-dicomweb');
  }
  const folder = serviceFolder(name);
  const storage = join(folder, 'storage');
  mkdirSync(storage);
  const port = await freePort();
  const file = join(folder, 'orthanc.json');
  const aeTitle = name === 'orthanc-a' ? 'SITE_A' : 'SITE_B';
  writeFileSync(file, JSON.stringify(orthancConfiguration(aeTitle, port, storage, false)), { mode: 0o600 });
  const server = await launch({
    name: `Orthanc ${aeTitle}`,
    command: [program, file],
    folder,
    // Without it each answer waits for the other side's delayed acknowledgement.
    environment: { TCP_NODELAY: '1' },
    isReady: async () => {
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
      const address = `http://127.0.0.1:${String(port)}/dicom-web/studies?limit=1`;
      const answer = await fetch(address, { headers: { authorization } }).catch(() => null);
      await answer?.body?.cancel();
      return answer?.ok ?? false;
    },
    withinMs: 60_000,
  });
  return { ...server, url: addressOf(name, port) };
}
