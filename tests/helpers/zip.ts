import { crc32, deflateRawSync } from 'node:zlib';

/** An archive of these entries, by name and content: a smallest writer of the format, for tests. */
export function zipOf(
  entries: Readonly<Record<string, string>>,
  options: { readonly encrypted?: boolean } = {},
): Buffer {
  const flags = (options.encrypted === true ? 1 : 0) | 0x800;
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const [title, plain] = [Buffer.from(name), Buffer.from(content)];
    const packed = deflateRawSync(plain);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, title]));
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}

const typesOf = (main: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const wordWithMacros = 'application/vnd.ms-word.document.macroEnabled.main+xml';

/** A Word document, as far as its bytes tell. */
export const docxOf = (more: Readonly<Record<string, string>> = {}): Buffer =>
  zipOf({ '[Content_Types].xml': typesOf(word), 'word/document.xml': '<w:document/>', ...more });

/** The same with macros, whatever it is named. */
export const docmOf = (): Buffer =>
  zipOf({
    '[Content_Types].xml': typesOf(wordWithMacros),
    'word/document.xml': '<w:document/>',
    'word/vbaProject.bin': 'x',
  });

export const xlsxOf = (more: Readonly<Record<string, string>> = {}): Buffer =>
  zipOf({
    '[Content_Types].xml': typesOf('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'),
    'xl/workbook.xml': '<workbook/>',
    ...more,
  });
