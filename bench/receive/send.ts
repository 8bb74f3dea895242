import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { writeMultipart } from '../../core/dicomweb/multipart.ts';

/** Parts of an array, in turn, as equal as can be. */
const shares = <T>(items: readonly T[], count: number): readonly (readonly T[])[] =>
  Array.from({ length: count }, (_, share) => items.filter((_item, index) => index % count === share));

/** Sends the files by dcmtk's storescu over so many associations at once; resolves once every one was acknowledged. */
export async function sendByDimse(
  port: string,
  aeTitle: string,
  paths: readonly string[],
  associations: number,
): Promise<void> {
  await Promise.all(
    shares(paths, associations).map(
      (share) =>
        new Promise<void>((resolve, reject) => {
          const to = ['-aec', aeTitle, '127.0.0.1', port, ...share];
          const child = spawn('/usr/bin/storescu', to, { stdio: ['ignore', 'inherit', 'inherit'] });
          child.once('error', reject);
          child.once('exit', (code) => {
            if (code === 0) resolve();
            else reject(new Error(`storescu ended with ${String(code)}`));
          });
        }),
    ),
  );
}

/** Stores the files by DICOMweb, `perRequest` in a request and so many requests at once; resolves once every one was acknowledged. */
export async function storeByWeb(
  url: string,
  headers: Readonly<Record<string, string>>,
  paths: readonly string[],
  { perRequest, requests }: { readonly perRequest: number; readonly requests: number },
): Promise<void> {
  const batches: (readonly string[])[] = [];
  for (let from = 0; from < paths.length; from += perRequest) batches.push(paths.slice(from, from + perRequest));
  const queue = batches.values();
  const sendAll = async (): Promise<void> => {
    for (const batch of queue) {
      const parts = await Promise.all(
        batch.map(async (path) => ({ contentType: 'application/dicom', body: await readFile(path) })),
      );
      const body = Buffer.concat([...writeMultipart(parts, 'bench')]);
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=bench', ...headers },
        body,
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)} ${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: requests }, sendAll));
}
