import { badInput, HubError } from '../core/errors.ts';

/** The same error, or one that says which setting to change, when `address` could not be listened on. */
export function explainListening(
  error: unknown,
  address: { readonly host: string; readonly port: number },
  setting = 'port',
): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new HubError(
        'CONFLICT',
        `${setting}: expected a free port, got ${String(address.port)}, which another program has on ${address.host}: ` +
          `stop that one, or choose another${setting === 'port' ? ' by --port' : ''} (0: any that is free)`,
      );
    case 'EACCES':
      return badInput(setting, 'a port that this user may listen on (1024 or higher)', address.port);
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
      return badInput('host', 'an address of this machine', address.host);
    default:
      return error;
  }
}
