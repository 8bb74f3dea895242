import { badInput } from '../errors.ts';

const username = /^[A-Za-z0-9._@-]{3,64}$/;

/** The username. @throws BAD_USER_INPUT */
export function checkedUsername(field: string, value: string): string {
  if (!username.test(value)) throw badInput(field, "3 to 64 letters, digits, '.', '_', '-' or '@'", value);
  return value;
}

export const minPasswordLength = 10;
/** At most this long: a hash reads all of it, and nobody types more. */
export const maxPasswordLength = 1024;

/**
 * The password as it is hashed: the same characters typed on another keyboard are the same password (Unicode NFKC,
 * NIST SP 800-63B §5.1.1.2).
 */
export function normalizedPassword(password: string): string {
  return password.normalize('NFKC');
}

/** @throws BAD_USER_INPUT, without the password in it */
export function checkPassword(field: string, password: string, ownUsername: string): void {
  const length = [...normalizedPassword(password)].length;
  if (length < minPasswordLength || password.length > maxPasswordLength) {
    throw badInput(field, `${String(minPasswordLength)} to ${String(maxPasswordLength)} characters`, length);
  }
  if (password.toLowerCase() === ownUsername.toLowerCase())
    throw badInput(field, 'another text than the username', 'the username');
}

const control = /[\u0000-\u001f\u007f]/;

/** The text without outer spaces; null when it is over `max` characters or has control characters or half a character in it. */
export function normalizedText(value: string, max: number): string | null {
  const text = value.trim();
  return text.length > max || control.test(text) || !text.isWellFormed() ? null : text;
}

/** The text without outer spaces. @throws BAD_USER_INPUT */
export function checkedText(field: string, value: string, max: number): string {
  const text = normalizedText(value, max);
  if (text === null)
    throw badInput(field, `up to ${String(max)} characters on one line`, `${String(value.length)} characters`);
  return text;
}
