import { shallowRef } from 'vue';
import type { BudgetLine, PlannedMonth, PlannedWeek, ProjectBudget } from '../../../contracts/budgets.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { budgetWords as words } from '../../words/projectFiles.ts';
import { useAction } from '../parts/useAction.ts';

/** A project's budget lines, funds plan and plan of progress. Each change is of the file as it was read. */
export function useBudget(code: string) {
  const params = { code };
  const budget = shallowRef<ProjectBudget | null>(null);
  const unread = shallowRef('');
  call('getBudget', { params }).then(
    (read) => (budget.value = read),
    (error: unknown) => (unread.value = refusalText(error)),
  );
  const on = (reason: string) => ({
    revision: budget.value?.revision ?? 1,
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  });
  const saveLines = useAction(async (lines: BudgetLine[], reason: string) => {
    budget.value = await call('editBudgetLines', { params, body: { ...on(reason), lines } });
  }, words.linesSaved);
  const saveMonths = useAction(async (months: PlannedMonth[], reason: string) => {
    budget.value = await call('editFundsPlan', { params, body: { ...on(reason), months } });
  }, words.monthsSaved);
  const saveWeeks = useAction(async (weeks: PlannedWeek[], reason: string) => {
    budget.value = await call('editProgressPlan', { params, body: { ...on(reason), weeks } });
  }, words.weeksSaved);
  return { budget, unread, saveLines, saveMonths, saveWeeks };
}
