import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, type Server as ProtocolServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { asError } from '../../core/errors.ts';
import { brings, type RequiredHeader } from './required-header.ts';
import type { SocketExtra } from './socket-operations.ts';
import { closeCodes } from './socket-session.ts';

export interface SocketServerOptions {
  readonly maxMessageBytes: number;
  /** A client that answers no ping within this time is taken for gone. */
  readonly keepAliveMs: number;
  readonly logger: Logger;
  /** @default none */
  readonly requiredHeader?: RequiredHeader;
}

/** The WebSocket side of the door. */
export interface SocketServer {
  /** Says 1001 to every client, and cuts off those still there after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Serves the protocol on the HTTP server's upgrades to /graphql. */
export function serveSockets(
  server: Server,
  protocol: ProtocolServer<SocketExtra>,
  options: SocketServerOptions,
): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (handleProtocols(offered) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    if (request.url?.split('?')[0] !== '/graphql') {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    if (options.requiredHeader && !brings(request.headers, options.requiredHeader)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      serve(socket, request, protocol, options);
    });
  };
  server.on('upgrade', onUpgrade);
  return {
    async close(graceMs) {
      server.off('upgrade', onUpgrade);
      const gone = [...sockets.clients].map((client) => new Promise((resolve) => client.once('close', resolve)));
      for (const client of sockets.clients) client.close(closeCodes.goingAway, 'Going away');
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, graceMs);
      await Promise.all(gone);
      clearTimeout(timer);
      sockets.close();
    },
  };
}

function serve(
  socket: WebSocket,
  request: IncomingMessage,
  protocol: ProtocolServer<SocketExtra>,
  options: SocketServerOptions,
): void {
  const { logger, keepAliveMs } = options;
  let alive = true;
  const ping = setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, keepAliveMs);
  socket.on('pong', () => {
    alive = true;
  });
  // A broken frame, or a message over the limit: ws has closed the socket with the fitting code already.
  socket.on('error', (error) => {
    logger.debug({ err: error }, 'a WebSocket failed');
  });
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Resolves when the bytes went out, so a stream waits for its reader.
      send: (message) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) resolve();
          else socket.send(message, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => {
        socket.close(code, reason);
      },
      onMessage: (handle) => {
        socket.on('message', (message: Buffer) => {
          handle(message.toString('utf8')).catch((thrown: unknown) => {
            if (socket.readyState !== socket.OPEN) return;
            logger.error({ err: asError(thrown) }, 'a WebSocket message could not be handled');
            socket.close(1011, 'Internal error');
          });
        });
      },
    },
    { socket, request },
  );
  socket.once('close', (code, reason) => {
    clearInterval(ping);
    closed(code, reason.toString('utf8')).catch((thrown: unknown) => {
      logger.error({ err: asError(thrown) }, 'a WebSocket did not end cleanly');
    });
  });
}
