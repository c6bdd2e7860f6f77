/** Red, green, blue, 0..255 each. */
export type Colour = readonly [number, number, number];

/** A small raster picture; just enough drawing for a scene with a crane. */
export class Canvas {
  readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = new Uint8Array(width * height * 4).fill(255);
  }

  rect(left: number, top: number, width: number, height: number, [r, g, b]: Colour): void {
    const x1 = Math.min(this.width, Math.round(left + width));
    const y1 = Math.min(this.height, Math.round(top + height));
    for (let y = Math.max(0, Math.round(top)); y < y1; y++)
      for (let x = Math.max(0, Math.round(left)); x < x1; x++) {
        const i = (y * this.width + x) * 4;
        this.pixels[i] = r;
        this.pixels[i + 1] = g;
        this.pixels[i + 2] = b;
      }
  }

  /** Top to bottom from one colour to another. */
  gradient(top: number, height: number, from: Colour, to: Colour): void {
    for (let row = 0; row < height; row++) this.rect(0, top + row, this.width, 1, blend(from, to, row / height));
  }

  line(x0: number, y0: number, x1: number, y1: number, thick: number, colour: Colour): void {
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1));
    for (let i = 0; i <= steps; i++) {
      const x = x0 + ((x1 - x0) * i) / steps;
      const y = y0 + ((y1 - y0) * i) / steps;
      this.rect(x - thick / 2, y - thick / 2, thick, thick, colour);
    }
  }

  disc(cx: number, cy: number, radius: number, colour: Colour): void {
    for (let dy = -radius; dy <= radius; dy++) {
      const half = Math.sqrt(radius * radius - dy * dy);
      this.rect(cx - half, cy + dy, half * 2, 1, colour);
    }
  }

  /** An outline, as a detector draws it. */
  frame(left: number, top: number, right: number, bottom: number, colour: Colour): void {
    this.line(left, top, right, top, 2, colour);
    this.line(left, bottom, right, bottom, 2, colour);
    this.line(left, top, left, bottom, 2, colour);
    this.line(right, top, right, bottom, 2, colour);
  }
}

export const blend = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
