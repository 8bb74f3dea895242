import { PostgresContacts } from '../adapters/postgres/contacts.ts';
import { PostgresProtocols } from '../adapters/postgres/protocols.ts';
import { PostgresTagStore } from '../adapters/postgres/tag-store.ts';
import { yamlReader } from '../adapters/yaml/yaml-reader.ts';
import type { ProtocolPorts } from '../core/protocols/ports.ts';
import { createProtocols } from '../core/protocols/protocols.ts';
import { watchedTags } from '../core/protocols/watch-tags.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';
import type { Stores } from './wire-stores.ts';

type Own = 'protocols' | 'contacts' | 'reader' | 'jobs' | 'mailer' | 'softwareVersion';

/** Where protocols are, and the store of tags that has exams checked anew when a tag changes which they ask for. */
export function protocolStores({ sql, queue }: Pick<Stores, 'sql' | 'queue'>) {
  const protocolStore = new PostgresProtocols(sql);
  return { protocolStore, tags: watchedTags(new PostgresTagStore(sql), protocolStore, queue) };
}

/** Protocols of projects, and what sends their mail (null: the hub sends none). */
export async function wireProtocols(
  { sql, queue }: Pick<Stores, 'sql' | 'queue'>,
  smtp: Settings['smtp'],
  protocols: ProtocolPorts['protocols'],
  ports: Omit<ProtocolPorts, Own>,
) {
  // Loaded here alone: many hubs send none.
  const mailer = smtp && new (await import('../adapters/smtp/smtp-mailer.ts')).SmtpMailer(smtp.url, smtp.from);
  const contacts = new PostgresContacts(sql);
  const own = { protocols, contacts, reader: yamlReader, jobs: queue, mailer, softwareVersion: version };
  return { protocols: createProtocols({ ...ports, ...own }), mailer };
}
