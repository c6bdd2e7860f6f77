import { Readable } from 'node:stream';
import { fileKinds } from '../../../contracts/files.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import type { Label } from '../../../contracts/labels.ts';
import type { ProjectDocument } from '../../../contracts/lifecycles.ts';
import type { Actor } from '../../access/audit.ts';
import { commit } from '../../access/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { enterFile } from '../files/files.ts';
import type { FileStore } from '../files/fileStore.ts';
import { exportForm } from '../forms/forms.ts';
import { addDocument } from '../lifecycles/lifecycles.ts';

export interface SelfEvaluation {
  readonly projectId: string;
  readonly year: number;
  readonly now: Instant;
  readonly label: Label;
}
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * 绩效自评表 of a year, filled in with the values and scores that are known, kept among the project's files and noted as its
 * document: whoever evaluates begins with what is there.
 * @throws ProblemError not-found (no declaration of the year), label-not-permitted, not-in-this-state
 */
export async function openSelfEvaluation(
  db: RequestDatabase,
  actor: Actor,
  store: FileStore,
  { projectId, year, now, label }: SelfEvaluation,
): Promise<ProjectDocument> {
  const form = await commit(db, exportForm, actor, { kind: 'assessment', projectId, year, now });
  const arrived = await store.receive(Readable.from([form.bytes]), MOST_BYTES);
  try {
    // Its bytes get their place before its row is there, as those of an upload do.
    await store.keep(arrived);
    const facts = { name: form.name, label, subjectKind: 'project' as const, subjectCode: projectId };
    const { hash, bytes } = arrived;
    const file = await commit(db, enterFile, actor, {
      ...facts,
      ...{ hash, bytes, mime: fileKinds.xlsx.mime, uploadedBy: actor.name },
    });
    const title = `${year} 年度绩效自评表（系统预填）`;
    const document = { kind: 'self-evaluation' as const, title, number: '', issuedOn: null, fileId: file.id };
    return await commit(db, addDocument, actor, { projectId, document });
  } finally {
    await store.discard(arrived);
  }
}
