import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';

describe('an event queue', () => {
  it('hands events to a waiting reader, and keeps others in order', async () => {
    const queue = new EventQueue<number>(2);
    const waiting = queue.next();
    expect(queue.push(1)).toBe(true);
    queue.push(2);
    queue.push(3);
    expect([await waiting, await queue.next(), await queue.next()].map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('says when it is full, and keeps what it has', async () => {
    const queue = new EventQueue<number>(1);
    expect(queue.push(1)).toBe(true);
    expect(queue.push(2)).toBe(false);
    expect(await queue.next()).toEqual({ done: false, value: 1 });
  });

  it('ends after what waits in it, for a waiting reader too', async () => {
    const queue = new EventQueue<number>(5);
    queue.push(1);
    queue.end();
    queue.push(2);
    expect(await queue.next()).toEqual({ done: false, value: 1 });
    expect(await queue.next()).toEqual({ done: true, value: undefined });
    const other = new EventQueue<number>(5);
    const waiting = other.next();
    other.end();
    expect((await waiting).done).toBe(true);
  });

  it('fails at once, throws the error once, then is ended', async () => {
    const queue = new EventQueue<number>(5);
    queue.push(1);
    queue.fail(new Error('too slow'));
    await expect(queue.next()).rejects.toThrow('too slow');
    expect((await queue.next()).done).toBe(true);
    const other = new EventQueue<number>(5);
    const waiting = other.next();
    other.fail(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });
});
