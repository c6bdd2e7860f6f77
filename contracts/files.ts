import { Type, type Static } from 'typebox';
import { labels } from './labels.ts';
import { CodeText, InstantMs, nullable, oneOf } from './schema.ts';

/** Kinds of files that are taken, with the endings their names may have. Everything else is refused. */
export const fileKinds = {
  pdf: { mime: 'application/pdf', endings: ['pdf'] },
  jpeg: { mime: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  png: { mime: 'image/png', endings: ['png'] },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  zip: { mime: 'application/zip', endings: ['zip'] },
} as const;
export type FileKind = keyof typeof fileKinds;
/** Whether a page may show it as it is. */
export const isPicture = (mime: string): boolean => mime === fileKinds.jpeg.mime || mime === fileKinds.png.mime;

/** What a file belongs to; who may see that may see it. */
export const fileSubjectKinds = ['project', 'site', 'street'] as const;
export type FileSubjectKind = (typeof fileSubjectKinds)[number];

/** A file that is kept, without its bytes. */
export const KeptFile = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  /** SHA-256, hex. */
  hash: Type.String(),
  label: oneOf(labels),
  subjectKind: oneOf(fileSubjectKinds),
  subjectCode: CodeText,
  /** The organisation by whose post it was uploaded. */
  ownerCode: nullable(Type.String()),
  uploadedBy: Type.String(),
  /** The viewer uploaded it. */
  isOwn: Type.Boolean(),
  uploadedAt: InstantMs,
});
export type KeptFile = Static<typeof KeptFile>;

/** What comes with the bytes of an upload, in the query: the body is the file itself. */
export const UploadFacts = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 300 }),
  label: oneOf(labels),
  subjectKind: oneOf(fileSubjectKinds),
  subjectCode: CodeText,
});
export type UploadFacts = Static<typeof UploadFacts>;

/** The body of an upload is bytes of this type, whatever the file is: what it is, its bytes say. */
export const UPLOAD_TYPE = 'application/octet-stream';
