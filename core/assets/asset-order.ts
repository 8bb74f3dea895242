import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import type { SearchPosition } from '../ports/asset-search.ts';
import type { AssetOrder, Scalar } from './asset-filter.ts';
import { checkedText } from './read-comparison.ts';

/** An order as a client writes it. */
export interface AssetOrderInput {
  /** @default ID */
  readonly field?: 'ID' | 'CREATED_AT' | 'LABEL' | 'PROPERTY' | undefined;
  /** With the field PROPERTY, and only there. */
  readonly property?: string | null | undefined;
  /** @default ASC */
  readonly direction?: 'ASC' | 'DESC' | undefined;
}

/** @throws BAD_USER_INPUT */
export function readOrder(path: string, input: AssetOrderInput | null | undefined): AssetOrder {
  const { field = 'ID', property = null, direction = 'ASC' } = input ?? {};
  const descending = direction === 'DESC';
  if (field === 'PROPERTY') {
    if (property === null) throw badInput(`${path}.property`, 'the name of a property', null);
    return { by: field, property: checkedText(`${path}.property`, property), descending };
  }
  if (property !== null) throw badInput(`${path}.property`, 'none where the field is not PROPERTY', property);
  return { by: field, descending };
}

/** Names the order within its cursors. */
function nameOf(order: AssetOrder): string {
  const property = order.by === 'PROPERTY' ? ` ${order.property}` : '';
  return `${order.descending ? '-' : '+'}${order.by}${property}`;
}

/** The cursor of an asset at that place of the order: the id itself where the order is that of ids, else base64url of order, value and id. */
export function cursorOf(order: AssetOrder, { value, id }: SearchPosition): string {
  if (order.by === 'ID' && !order.descending) return id;
  return Buffer.from(JSON.stringify([nameOf(order), value, id])).toString('base64url');
}

/** Where a cursor stands in the order. @throws BAD_USER_INPUT for one of another order, or that is none of ours */
export function readCursor(order: AssetOrder, cursor: string | null | undefined): SearchPosition | null {
  if (cursor === null || cursor === undefined) return null;
  const refused = () => badInput('after', 'the cursor of an edge of this list, in this order', cursor);
  if (order.by === 'ID' && !order.descending) {
    if (!isId(cursor)) throw refused();
    return { value: null, id: cursor };
  }
  const parts = parsed(cursor);
  if (!Array.isArray(parts)) throw refused();
  const [name, value, id] = parts as readonly unknown[];
  if (name !== nameOf(order) || typeof id !== 'string' || !isId(id) || !fits(order, value)) throw refused();
  return { value, id };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

function fits(order: AssetOrder, value: unknown): value is Scalar | null {
  switch (order.by) {
    case 'ID':
      return value === null;
    case 'CREATED_AT':
      // As far as a Date reaches.
      return Number.isSafeInteger(value) && Math.abs(value as number) <= 8.64e15;
    case 'LABEL':
      return isStorable(value);
    case 'PROPERTY':
      return value === null || typeof value === 'number' || typeof value === 'boolean' || isStorable(value);
  }
}

function isStorable(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
