import './production.ts';
import './external-memory.ts';
import { keepCompiled } from './compiled-code.ts';

// Before any other module is loaded, so the commands are not imported by name.
keepCompiled();
await import('./program.ts');
