import { computed, ref, shallowRef } from 'vue';
import type { Loan } from '../../../contracts/loans.ts';
import type { Post } from '../../../contracts/organisation.ts';
import type { PersonDetail } from '../../../contracts/people.ts';
import { isAdministrator } from '../../../contracts/permissions.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { peopleWords as words } from '../../words/people.ts';
import { useAction } from '../parts/useAction.ts';

/** What an administrator is about to do about a person. */
export type Asked =
  | { readonly kind: 'rename' | 'deactivate' | 'reactivate' | 'sessions' | 'factor' | 'password' }
  | { readonly kind: 'end'; readonly post: Post }
  | { readonly kind: 'loan'; readonly loan: Loan };

/** A person as the drawer shows them, and what can be done about them; what takes two is proposed instead. */
export function usePerson(id: number, onChanged: () => void) {
  const params = { id };
  const person = shallowRef<PersonDetail | null>(null);
  const refusal = ref('');
  const asked = shallowRef<Asked | null>(null);
  async function read(): Promise<void> {
    try {
      person.value = await call('readPerson', { params });
    } catch (error) {
      refusal.value = refusalText(error);
    }
  }
  void read();

  const holdsAdministrator = computed(() => person.value?.posts.some(({ role }) => isAdministrator(role)) ?? false);
  /** Whether it takes a second person. */
  const isSeconded = computed(() => {
    const now = asked.value;
    if (now?.kind === 'end') return isAdministrator(now.post.role);
    return (
      now?.kind === 'factor' || (['deactivate', 'reactivate'].includes(now?.kind ?? '') && holdsAdministrator.value)
    );
  });
  const work = async (what: Asked, reason: string, typed: string): Promise<string> => {
    switch (what.kind) {
      case 'rename':
        await call('renamePerson', { params, body: { name: typed.trim() } });
        return words.renamed;
      case 'deactivate':
        if (!isSeconded.value) await call('deactivatePerson', { params });
        else await call('proposeDeactivation', { body: { input: { personId: id }, reason } });
        return isSeconded.value ? words.proposed : words.deactivated;
      case 'sessions':
        await call('endSessionsOfPerson', { params });
        return words.sessionsEnded;
      case 'password':
        await call('givePassword', { params, body: { password: typed } });
        return words.passwordGiven;
      case 'factor':
        await call('proposeFactorReset', { body: { input: { personId: id }, reason } });
        return words.proposed;
      case 'reactivate':
        if (!isSeconded.value) await call('reactivatePerson', { params });
        else await call('proposeReactivation', { body: { input: { personId: id }, reason } });
        return isSeconded.value ? words.proposed : words.reactivated;
      case 'end':
        if (!isSeconded.value) await call('endPost', { params: { id: what.post.id } });
        else await call('proposeAdministratorEnd', { body: { input: { postId: what.post.id }, reason } });
        return isSeconded.value ? words.proposed : words.ended;
      case 'loan':
        await call('endLoan', { params: { id: what.loan.id } });
        return words.endLoan;
    }
  };
  const action = useAction(work, (said) => said);

  const question = computed(() => {
    const called = person.value?.name ?? '';
    const asks = { asksReason: isSeconded.value };
    const go = isSeconded.value ? words.propose : undefined;
    switch (asked.value?.kind) {
      case 'deactivate': {
        const text = isSeconded.value ? words.deactivateSeconded : words.deactivateText(called);
        return { title: words.deactivate, text, go: go ?? words.deactivate, isGrave: true, ...asks };
      }
      case 'reactivate': {
        const text = isSeconded.value ? words.seconded : words.reactivateText;
        return { title: words.reactivate, text, go: go ?? words.reactivate, ...asks };
      }
      case 'factor':
        return { title: words.reset, text: words.resetText(called), go: words.propose, asksReason: true };
      case 'password':
        return {
          title: words.givePassword,
          text: words.givePasswordText(called),
          go: words.givePassword,
          isGrave: true,
        };
      case 'sessions':
        return { title: words.endSessions, text: words.endSessionsText(called), go: words.endSessions };
      case 'end': {
        const text = words.endText(asked.value.post.organisationName);
        return { title: words.endTitle, text, go: go ?? words.end, isGrave: true, ...asks };
      }
      case 'loan':
        return { title: words.endLoan, go: words.endLoan, isGrave: true };
      default:
        return { title: words.rename, go: words.save };
    }
  });
  async function done(): Promise<void> {
    asked.value = null;
    onChanged();
    await read();
  }
  async function go(reason: string, typed: string): Promise<void> {
    if (asked.value !== null && (await action.run(asked.value, reason, typed))) await done();
  }
  const ask = (what: Asked | null): void => {
    action.problem.value = '';
    asked.value = what;
  };
  return { person, refusal, holdsAdministrator, asked, ask, question, action, go, done };
}
