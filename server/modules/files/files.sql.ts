import type { FileSubjectKind, KeptFile, UploadFacts } from '../../../contracts/files.ts';
import type { Label } from '../../../contracts/labels.ts';
import type { Statement } from '../../platform/database.ts';

const columns = `id, name, mime, bytes, hash, label, subject_kind as "subjectKind", subject_code as "subjectCode",
  owner_code as "ownerCode", uploaded_by as "uploadedBy", uploaded_at as "uploadedAt",
  coalesce(uploader = nullif(current_setting('xw.viewer', true), ''), false) as "isOwn"`;

export type NewFile = UploadFacts & Pick<KeptFile, 'mime' | 'bytes' | 'hash' | 'uploadedBy'>;

/** Owned by the organisation whose post allows the upload. Row security refuses a subject that is out of reach. */
export const insertFile = (file: NewFile): Statement => ({
  text: `insert into files (name, mime, bytes, hash, label, subject_kind, subject_code, uploaded_by, owner_code, uploader)
         values ($1, $2, $3, $4, $5, $6, $7, $8, (select min(org_code) from access.grants()),
                 nullif(current_setting('xw.viewer', true), '')) returning ${columns}`,
  values: [
    ...[file.name, file.mime, file.bytes, file.hash, file.label, file.subjectKind, file.subjectCode],
    file.uploadedBy,
  ],
});

/** What the viewer has taken in already: the same bytes under the same name and label, for the same subject. */
export const selectSame = (file: NewFile): Statement => ({
  text: `select ${columns} from files
          where hash = $1 and name = $2 and label = $3 and subject_kind = $4 and subject_code = $5 and removed_at is null
            and uploader = nullif(current_setting('xw.viewer', true), '') order by id limit 1`,
  values: [file.hash, file.name, file.label, file.subjectKind, file.subjectCode],
});

/** Whether there is such a subject within the viewer's reach. */
export const selectSubject = (kind: FileSubjectKind, code: string): Statement => ({
  text: {
    project: `select 1 as found from projects where id = $1`,
    site: `select 1 as found from sites where code = $1`,
    street: `select 1 as found from streets where code = $1
              and ((select access.sees_all()) or code = any ((select access.seen_streets())::text[]))`,
  }[kind],
  values: [code],
});

export const selectFiles = (kind: FileSubjectKind, code: string): Statement => ({
  text: `select ${columns} from files where subject_kind = $1 and subject_code = $2 and removed_at is null order by id desc`,
  values: [kind, code],
});

export const selectFile = (id: number): Statement => ({
  text: `select ${columns} from files where id = $1 and removed_at is null`,
  values: [id],
});

/** Held until the transaction ends: its label stays what was judged. */
export const lockFile = (id: number): Statement => ({
  text: `select ${columns} from files where id = $1 and removed_at is null for update`,
  values: [id],
});

/** What stands on this file, in a few words: a reported value, a document that was noted, a report's picture. */
export const selectUse = (id: number): Statement => ({
  text: `select '已填报完成值的佐证' as use from value_evidence where file_id = $1
  union all select '已登记的项目资料' from project_documents where file_id = $1
  union all select '周报的现场照片' from weekly_reports where photos @> jsonb_build_array(jsonb_build_object('fileId', $1::int))
  union all select '现场核查的照片' from inspections where photos @> jsonb_build_array(jsonb_build_object('fileId', $1::int))
  union all select '整改与复核的照片' from inspection_steps
   where photos @> jsonb_build_array(jsonb_build_object('fileId', $1::int))
  limit 1`,
  values: [id],
});

export const removeFile = (id: number): Statement => ({
  text: `update files set removed_at = now() where id = $1 and removed_at is null`,
  values: [id],
});

export const relabelFile = (id: number, label: Label): Statement => ({
  text: `update files set label = $2 where id = $1 and removed_at is null returning ${columns}`,
  values: [id, label],
});

/** Hashes of removed files that no kept row has. */
export const selectUnused = (): Statement => ({
  text: `select distinct hash from files f where removed_at is not null
           and not exists (select from files k where k.hash = f.hash and k.removed_at is null)`,
});
