import { fileKinds, type FileKind } from '../../../contracts/files.ts';

const LONGEST_NAME = 120;
/** Control characters, and marks that turn the direction of writing (`gpj.exe` shown as `exe.jpg`). */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
/** Not allowed in names by some system that may store the file. */
const FORBIDDEN = /[<>:"|?*]/g;
/** Names of devices on Windows. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name without path, control characters and tricks; undefined when nothing is left of it. */
export function cleanName(name: string): string | undefined {
  const last = name.normalize('NFC').replace(UNSEEN, '').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const dot = plain.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const stem = [...plain.slice(0, dot)].slice(0, LONGEST_NAME).join('').trim();
  if (stem === '') return undefined;
  return `${RESERVED.test(stem) ? `_${stem}` : stem}${plain.slice(dot)}`;
}

/** The kind that a name claims by its ending; undefined for an ending we do not take. */
export function claimedKind(name: string): FileKind | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (Object.keys(fileKinds) as FileKind[]).find((kind) =>
    (fileKinds[kind].endings as readonly string[]).includes(ending),
  );
}

/** Why the bytes are not what the name claims, or undefined. @param mime by the bytes; undefined when they tell nothing */
export function whyMismatch(claimed: FileKind | undefined, mime: string | undefined): string | undefined {
  if (claimed === undefined) return '只接受 PDF、JPG、PNG、DOCX、XLSX、ZIP 文件';
  if (mime === fileKinds[claimed].mime) return undefined;
  if (mime !== undefined && /macroenabled/i.test(mime)) return '含宏的文档不予接受';
  return '文件内容与扩展名不符';
}

/** An entry of an archive, by its directory. */
export interface ArchiveEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly isEncrypted: boolean;
}

export const MOST_ENTRIES = 5_000;
const MOST_UNPACKED = 1024 ** 3;
/** A real document packs ten to one, at times fifty to one; a bomb a thousand to one. */
const DENSEST = 300;
/** What a system would run when it is opened, documents with macros included. */
const RUNNABLE =
  /\.(exe|dll|com|scr|msi|msp|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|jar|lnk|reg|cpl|sh|app|apk|deb|rpm|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|ppsm|xll|iso|img|vhd)$/i;
const MACRO = /(^|\/)(vbaproject|vbadata)[^/]*\.(bin|xml)$/i;
const ACTIVE = /(^|\/)(activex|oleobject)[^/]*\.bin$|(^|\/)activex\//i;
/** Entries that would be unpacked outside the chosen folder. */
const ESCAPES = /^([A-Za-z]:|[/\\])|(^|[/\\])\.\.([/\\]|$)/;

/** Why an archive or office document may not be kept, or undefined. */
export function whyNotInside(kind: FileKind, entries: readonly ArchiveEntry[]): string | undefined {
  if (entries.length > MOST_ENTRIES) return '压缩包内文件过多';
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  if (unpacked > MOST_UNPACKED || unpacked > DENSEST * Math.max(packed, 1024 * 1024)) return '压缩包解压后过大';
  if (entries.some((entry) => entry.isEncrypted)) return '加密的压缩包无法检查,不予接受';
  if (entries.some((entry) => ESCAPES.test(entry.name))) return '压缩包内含有越出目录的路径';
  const runnable = entries.find((entry) => RUNNABLE.test(entry.name.trim()));
  if (runnable !== undefined) return '压缩包内含有可执行文件或含宏的文档';
  if (entries.some((entry) => MACRO.test(entry.name))) return '含宏的文档不予接受';
  if (kind !== 'zip' && entries.some((entry) => ACTIVE.test(entry.name))) return '含有可执行控件的文档不予接受';
  return undefined;
}
