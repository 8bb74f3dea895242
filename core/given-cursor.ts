import { badInput } from './errors.ts';
import type { ChangeFeed } from './ports/change-feed.ts';

/**
 * Passes a position that a subscription to the topic may have given; null: none. From beyond, as after the hub was restored from an older copy, one
 * would hear nothing, and miss what comes until the topic has got there.
 * @param cursor what the client gave, of which the position is all or a part
 * @throws BAD_USER_INPUT
 */
export async function requireGiven(
  feed: Pick<ChangeFeed, 'newest'>,
  topic: string,
  position: string | null,
  cursor: string | null = position,
): Promise<void> {
  if (position === null || position === '0') return;
  if (/^\d{1,18}$/.test(position) && BigInt(position) <= BigInt(await feed.newest(topic))) return;
  throw badInput('after', 'a cursor that this subscription gave', cursor);
}
