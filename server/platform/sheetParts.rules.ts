/** Rows beyond this are no table of ours, not even one with a tail of empty rows that somebody formatted. */
const LAST_ROW = 20_000;
/** As many columns as spreadsheets had for twenty years (IV). */
const LAST_COLUMN = 256;

const ROW = /<(?:[\w.-]+:)?row\b/g;
/** The place of a row or a cell, wherever it may stand: what is written otherwise is not read. */
const PLACE = /(?<![\w:.-])r\s*=\s*["']([^"']{0,20})/g;
/** Readers take an attribute with a prefix for one without; no spreadsheet writes a place so. */
const PREFIXED_PLACE = /(?<!xmlns):r\s*=/;
const KNOWN_PLACE = /^([A-Z]{0,3})(\d{1,7})$/;

const UNKNOWN_PLACE = '表格中的单元格位置无法识别';
const TOO_FAR = '表格的行列超出可读取的范围';

const columnOf = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function whyNotAt(place: string): string | undefined {
  const [, letters, digits] = KNOWN_PLACE.exec(place) ?? [];
  if (letters === undefined) return UNKNOWN_PLACE;
  return Number(digits) > LAST_ROW || columnOf(letters) > LAST_COLUMN ? TOO_FAR : undefined;
}

/**
 * Why a part of a workbook is not read, or undefined. A reader fills every gap before a row or a cell: a kilobyte that names
 * the last cell of a sheet would become gigabytes. Comments and declarations, behind which a cell could be kept from this
 * look, stand in no sheet that a spreadsheet wrote.
 */
export function whyNotPart(text: string): string | undefined {
  if (!text.includes('sheetData')) return undefined;
  if (text.includes('<!')) return '表格含有注释或实体声明，不予读取';
  if (PREFIXED_PLACE.test(text)) return UNKNOWN_PLACE;
  let rows = 0;
  for (const _ of text.matchAll(ROW)) if ((rows += 1) > LAST_ROW) return TOO_FAR;
  for (const [, place = ''] of text.matchAll(PLACE)) {
    const objection = whyNotAt(place);
    if (objection !== undefined) return objection;
  }
  return undefined;
}
