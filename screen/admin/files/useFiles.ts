import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { FileSubjectKind, KeptFile } from '../../../contracts/files.ts';
import { labelPermissions, type Label } from '../../../contracts/labels.ts';
import { call, fetchFile } from '../../transport/rest.ts';
import { saveFile } from '../../transport/saveFile.ts';
import { refusalText } from '../../ui/refusal.ts';
import { fileWords as words } from '../../words/adminFiles.ts';
import { may } from '../may.ts';
import { useAction } from '../parts/useAction.ts';

/** One's own, by whoever may upload; what others uploaded, by whoever manages files. */
export const mayRemove = (file: KeptFile): boolean => may('files.upload') && (file.isOwn || may('files.manage'));

/** Whether one may have what carries such a label at all; how far that reaches the server says. */
export function mayTake(label: Label): boolean {
  const wanted = labelPermissions[label];
  return wanted === null || may(wanted);
}

/** Files of one project, site or street, and what can be done about them. */
export function useFiles(subjectKind: FileSubjectKind, subjectCode: string) {
  /** Null before the first answer. */
  const rows: ShallowRef<readonly KeptFile[] | null> = shallowRef(null);
  const refusal: Ref<string> = ref('');
  async function read(): Promise<void> {
    try {
      rows.value = (await call('listFiles', { query: { subjectKind, subjectCode } })).rows;
      refusal.value = '';
    } catch (error) {
      refusal.value = refusalText(error);
    }
  }
  void read();
  const fetching = useAction(async ({ id, name }: KeptFile) => saveFile(name, await fetchFile(id)));
  const removing = useAction(({ id }: KeptFile) => call('removeFile', { params: { id } }), words.removed);
  const relabelling = useAction(
    ({ id }: KeptFile, label: Label) => call('relabelFile', { params: { id }, body: { label } }),
    words.relabelled,
  );
  return { rows, refusal, read, fetching, removing, relabelling };
}
