import { shallowRef } from 'vue';
import type { Colleague, ProjectFacts, ProjectFile, ProjectPerson } from '../../../contracts/projectFiles.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { projectFileWords as words } from '../../words/projectFiles.ts';
import { useAction } from '../parts/useAction.ts';

const said = (reason: string) => (reason === '' ? {} : { reason });

/** What is entered of a project, and its people. */
export function useProjectFile(code: string) {
  const params = { code };
  const file = shallowRef<ProjectFile | null>(null);
  const colleagues = shallowRef<readonly Colleague[]>([]);
  const unread = shallowRef('');
  call('getProjectFile', { params }).then(
    (read) => (file.value = read),
    (error: unknown) => (unread.value = refusalText(error)),
  );
  const readColleagues = async (): Promise<void> => {
    const found = await call('listColleagues', { params }).catch(() => ({ rows: [] }));
    colleagues.value = found.rows;
  };
  const edit = useAction(async (facts: ProjectFacts, revision: number, reason: string) => {
    file.value = await call('editProject', { params, body: { revision, ...said(reason), facts } });
  }, words.saved);
  const editPeople = useAction(async (people: readonly ProjectPerson[], revision: number, reason: string) => {
    const body = { revision, ...said(reason), people: [...people] };
    file.value = await call('editProjectPeople', { params, body });
  }, words.peopleSaved);
  return { file, colleagues, unread, readColleagues, edit, editPeople };
}
