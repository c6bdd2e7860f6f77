import { ref, shallowRef } from 'vue';
import type {
  AmountKind,
  LifecycleChartKey,
  LifecycleMove,
  NewDocument,
  ProjectDocument,
  ProjectLifecycle,
} from '../../../contracts/lifecycles.ts';
import type { ProjectDetail } from '../../../contracts/projects.ts';
import { call, RestProblem } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { lifecycleWords as words } from '../../words/lifecycles.ts';
import { may } from '../may.ts';
import { useAction } from '../parts/useAction.ts';

/** One project's file: where it stands, its documents and sums, and what can be done about them. */
export function useLifecycle(code: string) {
  const project = shallowRef<ProjectDetail | null>(null);
  const lifecycle = shallowRef<ProjectLifecycle | null>(null);
  const documents = shallowRef<readonly ProjectDocument[]>([]);
  /** The project has no lifecycle yet. */
  const isUnenrolled = ref(false);
  const unread = ref('');
  const params = { code };

  async function readDocuments(): Promise<void> {
    if (may('files.read')) documents.value = (await call('listDocuments', { params })).rows;
  }
  async function read(): Promise<void> {
    try {
      project.value = await call('getProject', { params });
      lifecycle.value = await call('getLifecycle', { params }).catch((error: unknown) => {
        if (error instanceof RestProblem && error.code === 'not-found') return null;
        throw error;
      });
      isUnenrolled.value = lifecycle.value === null;
      await readDocuments();
      unread.value = '';
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  void read();

  const enrol = useAction(async (chart: LifecycleChartKey) => {
    lifecycle.value = await call('enrolProject', { params, body: { chart } });
    isUnenrolled.value = false;
  }, words.enrolled);
  const move = useAction(
    async ({ action, to }: LifecycleMove, revision: number, reason: string, override: boolean) => {
      const said = reason === '' ? {} : { reason };
      lifecycle.value = await call('moveProject', { params, body: { action, to, revision, override, ...said } });
    },
    (_, { toName }) => words.moved(toName),
  );
  const note = useAction(async (kind: AmountKind, amountFen: string, text: string) => {
    lifecycle.value = await call('noteAmount', { params: { code, kind }, body: { amountFen, note: text } });
  }, words.amountNoted);
  const add = useAction(
    async (document: NewDocument) => {
      await call('addDocument', { params, body: document });
      // What is missing for the next step is another list now.
      await read();
    },
    (_, { title }) => words.added(title),
  );
  return { project, lifecycle, documents, isUnenrolled, unread, read, enrol, move, note, add };
}
