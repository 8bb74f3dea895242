import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { createServer as createTlsServer } from 'node:tls';
import type { ObjectDoor } from '../../core/intake/object-door.ts';
import { Association, type AssociationOptions, type Ending } from './association.ts';
import { Weights } from './weights.ts';

/** PEM texts. With `ca`, senders must show a certificate that it has signed. */
export interface DimseTls {
  readonly cert: string;
  readonly key: string;
  readonly ca: string | null;
}

export interface DimseServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly tls: DimseTls | null;
  readonly door: ObjectDoor;
  /** A larger data set is refused. */
  readonly maxObjectBytes: number;
  /** Associations at the same time. @default 100 */
  readonly maxAssociations?: number;
  /** An association in which nothing comes for so long is ended. @default 60000 */
  readonly idleMs?: number;
  /** Data sets up to this length are not put into a file while they come in. @default 1 MiB */
  readonly heldBytes?: number;
  /** Bytes of data sets that are looked at and stored at the same time, but always one. @default 256 MiB */
  readonly busyBytes?: number;
  /** @default the system's folder of temporary files */
  readonly folder?: string;
  /** Hears how each association ended. */
  readonly onEnd: (association: Association, ending: Ending) => void;
  /** Hears what failed on our side, and of servers that can't listen any more. */
  readonly onFault: (error: unknown) => void;
}

export interface DimseServer {
  readonly port: number;
  /** Takes no new associations, lets objects that are coming in be answered within `graceMs`, and ends the rest. */
  close(graceMs: number): Promise<void>;
}

/** Connections beyond the associations: those that have not said yet what they want, and those to be rejected with a reason. */
const spareConnections = 50;

/** Listens for DICOM associations (C-STORE and C-ECHO). @throws the system's error when it can't listen, or TLS's for a bad certificate */
export async function startDimseServer(options: DimseServerOptions): Promise<DimseServer> {
  const { host, port, tls, maxAssociations = 100, idleMs = 60_000, heldBytes = 1024 * 1024 } = options;
  const open = new Set<Association>();
  const serving = new Set<Promise<void>>();
  /** Also those whose TLS handshake isn't done. */
  const sockets = new Set<Socket>();
  const weights = new Weights(options.busyBytes ?? 256 * 1024 * 1024);
  let associations = 0;

  const serve = async (socket: Socket): Promise<void> => {
    // Its own listeners hear of it as the end of what they read or write.
    socket.on('error', () => undefined);
    socket.setNoDelay();
    const place = { taken: false };
    const own: AssociationOptions = {
      door: options.door,
      folder: options.folder ?? tmpdir(),
      maxObjectBytes: options.maxObjectBytes,
      heldBytes,
      idleMs,
      weights,
      enter: () => {
        if (associations >= maxAssociations) return false;
        associations += 1;
        place.taken = true;
        return true;
      },
      onFault: options.onFault,
    };
    const association = new Association(socket, own);
    open.add(association);
    const ending = await association.serve();
    open.delete(association);
    if (place.taken) associations -= 1;
    options.onEnd(association, ending);
  };

  const server: Server =
    tls === null
      ? createServer()
      : createTlsServer({
          cert: tls.cert,
          key: tls.key,
          handshakeTimeout: idleMs,
          ...(tls.ca === null ? {} : { ca: tls.ca, requestCert: true, rejectUnauthorized: true }),
        });
  server.maxConnections = maxAssociations + spareConnections;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on(tls === null ? 'connection' : 'secureConnection', (socket: Socket) => {
    const served = serve(socket)
      .catch(options.onFault)
      .finally(() => serving.delete(served));
    serving.add(served);
  });
  // A handshake that failed: no association, and no fault of ours.
  server.on('tlsClientError', (_error: Error, socket: Socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  server.on('error', options.onFault);

  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      for (const association of open) association.close();
      const late = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      await closed;
      await Promise.all(serving);
      clearTimeout(late);
    },
  };
}
