import { computed, ref, shallowRef } from 'vue';
import type { Declaration, Responsible } from '../../../contracts/targets.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { changeWords, declarationWords as words } from '../../words/targets.ts';
import { may } from '../may.ts';
import { useAction } from '../parts/useAction.ts';
import {
  changesIn,
  draftOf,
  editOf,
  factsIn,
  isChanged,
  isSendable,
  type DeclarationDraft,
  type TermsDraft,
} from './draft.rules.ts';

export type DeclarationAct =
  'delete' | 'submit' | 'approve' | 'return' | 'propose' | 'approveChange' | 'refuseChange' | 'withdrawChange';
const said: Readonly<Record<DeclarationAct, string>> = {
  delete: words.deletedSaid,
  submit: words.submittedSaid,
  approve: words.approvedSaid,
  return: words.returnedSaid,
  propose: changeWords.proposed,
  approveChange: changeWords.approved,
  refuseChange: changeWords.refused,
  withdrawChange: changeWords.withdrawn,
};

/** One declaration with what is being written into its fields. While a change is prepared, the fields are its own. */
export function useDeclaration(id: number) {
  const declaration = shallowRef<Declaration | null>(null);
  const draft = shallowRef<DeclarationDraft | null>(null);
  const responsible = shallowRef<Responsible | null>(null);
  const unread = ref('');
  const isChanging = ref(false);
  function take(one: Declaration): void {
    [declaration.value, draft.value, isChanging.value] = [one, draftOf(one), false];
  }
  async function read(): Promise<void> {
    try {
      const params = { id };
      const [one, people] = await Promise.all([
        call('getDeclaration', { params }),
        call('listResponsible', { params }),
      ]);
      responsible.value = people;
      take(one);
      unread.value = '';
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  void read();

  const openChange = computed(() => declaration.value?.changes.find(({ state }) => state === 'open') ?? null);
  const isOver = computed(() => declaration.value?.closedAt !== null);
  const isEditing = computed(() => declaration.value?.state === 'draft' && !isOver.value && may('targets.fill'));
  const mayChange = computed(
    () => declaration.value?.state === 'approved' && !isOver.value && may('targets.fill') && openChange.value === null,
  );
  const isDirty = computed(
    () => draft.value !== null && declaration.value !== null && isChanged(declaration.value, draft.value),
  );
  const canSend = computed(() => draft.value !== null && isSendable(draft.value));
  const changes = computed(() =>
    draft.value === null || declaration.value === null ? [] : changesIn(declaration.value, draft.value),
  );
  const facts = computed(() =>
    draft.value === null || declaration.value === null ? null : factsIn(declaration.value, draft.value),
  );
  const edit = (part: Partial<DeclarationDraft>): void => {
    if (draft.value !== null) draft.value = { ...draft.value, ...part };
  };
  function editTerms(targetId: number, part: Partial<TermsDraft>): void {
    const own = draft.value?.terms[targetId];
    if (draft.value !== null && own !== undefined)
      edit({ terms: { ...draft.value.terms, [targetId]: { ...own, ...part } } });
  }
  function editAll(part: Partial<TermsDraft>): void {
    if (draft.value === null) return;
    edit({
      terms: Object.fromEntries(Object.entries(draft.value.terms).map(([key, own]) => [key, { ...own, ...part }])),
    });
  }
  const drop = (): void => {
    if (declaration.value !== null) take(declaration.value);
  };
  const save = useAction(async () => {
    if (draft.value === null || declaration.value === null) return;
    const body = editOf(draft.value, declaration.value.revision);
    take(await call('editDeclaration', { params: { id }, body }));
  }, words.saved);

  const works: Record<DeclarationAct, (reason: string) => Promise<Declaration | null>> = {
    delete: () => call('deleteDeclaration', { params: { id }, query: { revision: declaration.value?.revision ?? 0 } }),
    submit: () => call('submitDeclaration', { params: { id } }),
    approve: () => call('approveDeclaration', { params: { id } }),
    return: (reason) => call('returnDeclaration', { params: { id }, body: { reason } }),
    propose: (reason) =>
      call('proposeTargetChange', {
        params: { id },
        body: { reason, changes: changes.value, ...(facts.value !== null && { facts: facts.value }) },
      }),
    approveChange: () => call('approveTargetChange', { params: { id: openChange.value?.id ?? 0 } }),
    refuseChange: (reason) =>
      call('refuseTargetChange', { params: { id: openChange.value?.id ?? 0 }, body: { reason } }),
    withdrawChange: () => call('withdrawTargetChange', { params: { id: openChange.value?.id ?? 0 } }),
  };
  const act = useAction(
    async (what: DeclarationAct, reason: string) => {
      const after = await works[what](reason);
      if (after === null) drop();
      else take(after);
    },
    (_, what) => said[what],
  );
  return {
    ...{
      declaration,
      draft,
      responsible,
      unread,
      read,
      isEditing,
      isChanging,
      mayChange,
      isDirty,
      canSend,
      changes,
      facts,
    },
    ...{ openChange, edit, editTerms, editAll, drop, save, act },
  };
}
