/** Width and height of a character's cell in pixels, with the gap to the next. */
export const cell = { width: 6, height: 9 } as const;

/** 5x7 capitals, digits and some marks: seven rows of five bits, each row a digit of base 32, leftmost pixel highest. */
const glyphs =
  'A ehhvhhh B uhhuhhu C ehggghe D uhhhhhu E vgguggv F vgguggg G ehgnhhe H hhhvhhh I e44444e J 72222ic K hikokih ' +
  'L ggggggv M hrllhhh N hhpljhh O ehhhhhe P uhhuggg Q ehhhlid R uhhukih S fgge11u T v444444 U hhhhhhe V hhhhha4 ' +
  'W hhhllla X hha4ahh Y hhha444 Z v1248gv 0 ehjlphe 1 4c4444e 2 eh1248v 3 v2421he 4 26aiv22 5 vgu11he 6 68guhhe ' +
  '7 v124888 8 ehhehhe 9 ehhf12c ^ 4ah0000 - 000v000 : 0cc0cc0 . 00000cc / 01248g0';

const rowsOf = new Map([...glyphs.matchAll(/(\S) (\S{7})/g)].map((match) => [match[1], match[2] ?? '']));

/** Draws the text (characters without a glyph are blanks) into a picture of one byte a pixel, its top left at x, y. */
export function drawText(picture: Uint8Array, width: number, x: number, y: number, text: string, value: number): void {
  for (const [position, character] of [...text.toUpperCase()].entries()) {
    for (const [row, bits] of [...(rowsOf.get(character) ?? '')].entries()) {
      for (let column = 0; column < 5; column += 1) {
        const target = (y + row) * width + x + position * cell.width + column;
        if ((Number.parseInt(bits, 32) & (16 >> column)) !== 0) picture[target] = value;
      }
    }
  }
}
