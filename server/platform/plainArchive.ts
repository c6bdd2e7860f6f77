import { crc32 } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly content: Buffer;
}

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const LISTED = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
const END = 'PK\x05\x06';
const UTF8_NAMES = 0x800;

/** Of one part: what its own head and the directory say alike. */
function factsOf(title: Buffer, content: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(UTF8_NAMES, 2);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(content.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(title.length, 22);
  return facts;
}

/** A ZIP archive of these parts as they are, nothing packed. */
export function plainArchive(parts: readonly Part[]): Buffer {
  const [body, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content } of parts) {
    const title = Buffer.from(name);
    const facts = factsOf(title, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    body.push(LOCAL, facts, title, content);
    directory.push(LISTED, facts, tail, title);
    offset += LOCAL.length + facts.length + title.length + content.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write(END, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, index, end]);
}
