import { generate } from 'lean-qr';

/** Quiet zone that the standard (ISO/IEC 18004) asks for, in modules. */
export const QUIET = 4;

export interface QrDrawing {
  /** Modules on a side, the quiet zone included. */
  readonly size: number;
  /** Every dark module, as one path: no styles, no pictures from elsewhere. */
  readonly path: string;
}

/** A text as a QR code. Drawn here: its secret leaves the browser in no request. */
export function drawQr(text: string): QrDrawing {
  const code = generate(text);
  const rows: string[] = [];
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      let end = x;
      while (code.get(end + 1, y)) end += 1;
      rows.push(`M${x + QUIET} ${y + QUIET}h${end - x + 1}v1H${x + QUIET}z`);
      x = end;
    }
  return { size: code.size + 2 * QUIET, path: rows.join('') };
}
