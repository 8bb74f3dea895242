/**
 * The text without the characters of `padding` at its end: DICOM's spaces and NULs, unless others are named. Counted back, since a regular
 * expression (`/ +$/`) takes time by the square of the length of each run that is not at the end, and the text is a stranger's.
 */
export function trimEnd(text: string, padding = '\0 '): string {
  let end = text.length;
  while (end > 0 && padding.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
