/** What stands on a page: a title, lines below it, a note at its foot. */
export interface PdfPage {
  readonly title: string;
  readonly lines: readonly string[];
  readonly foot: string;
}

/** A4 in points, and where its text stands. */
const PAGE = { width: 595, height: 842 };
const MARGIN = 64;
const SIZES = { title: 16, line: 10.5, foot: 9 };
const LEADING = 17;

/**
 * Text by the predefined character map of simplified Chinese: no font is carried, whoever shows the page uses the song face
 * that it has (PDF 32000-1 9.7.5.2).
 */
const hexOf = (text: string): string =>
  [...Array(text.length).keys()].map((at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('');
const put = (text: string, size: number, x: number, y: number): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x.toFixed(1)} ${y.toFixed(1)} Tm <${hexOf(text)}> Tj ET`;

/** ASCII takes half of the room that everything else takes: signs 1 to 95 of the character collection Adobe-GB1. */
const emsOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign <= '~' ? 0.5 : 1), 0);

function contentOf({ title, lines, foot }: PdfPage): string {
  const top = PAGE.height - MARGIN - SIZES.title;
  const body = lines.map((line, place) => put(line, SIZES.line, MARGIN, top - 36 - place * LEADING));
  const middle = (PAGE.width - emsOf(title) * SIZES.title) / 2;
  const rule = `0.6 w ${MARGIN} ${top - 14} m ${PAGE.width - MARGIN} ${top - 14} l S`;
  return [
    put(title, SIZES.title, Math.max(MARGIN, middle), top),
    rule,
    ...body,
    put(foot, SIZES.foot, MARGIN, MARGIN),
  ].join('\n');
}

/** A document of one page, as its bytes: what a desk prints to be signed, without pictures and fonts of its own. */
export function pdfOf(page: PdfPage): Buffer {
  const content = contentOf(page);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  // Every byte is ASCII: text stands in it as digits.
  return Buffer.from(text + end, 'latin1');
}
