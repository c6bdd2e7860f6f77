import { shallowRef } from 'vue';
import {
  instructionActNames,
  type Instruction,
  type InstructionAct,
  type InstructionDetail,
  type InstructionOwner,
  type NewInstruction,
} from '../../contracts/instructions.ts';
import { useAction } from '../admin/parts/useAction.ts';
import { call } from '../transport/rest.ts';
import { refusalText } from '../ui/refusal.ts';
import { instructionWords as words } from '../words/instructions.ts';

/** The instructions about one project, what can be done about each, and new ones. */
export function useInstructions(projectId: string) {
  const rows = shallowRef<readonly Instruction[] | null>(null);
  const counts = shallowRef({ open: 0, overdue: 0 });
  const unread = shallowRef('');
  const owners = shallowRef<readonly InstructionOwner[]>([]);
  async function read(): Promise<void> {
    try {
      const found = await call('listInstructions', { query: { projectId, page: 1, size: 100 } });
      [rows.value, counts.value, unread.value] = [found.rows, { open: found.open, overdue: found.overdue }, ''];
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  void read();
  async function readOwners(): Promise<void> {
    owners.value = (await call('listInstructionOwners', { params: { code: projectId } })).rows;
  }
  const give = useAction(async (instruction: NewInstruction) => {
    await call('giveInstruction', { params: { code: projectId }, body: instruction });
    await read();
  }, words.given);
  return { rows, counts, unread, owners, read, readOwners, give };
}

/** One instruction with all that was done about it. */
export function useInstruction(id: number, changed: () => void) {
  const detail = shallowRef<InstructionDetail | null>(null);
  const unread = shallowRef('');
  call('getInstruction', { params: { id } }).then(
    (read) => (detail.value = read),
    (error: unknown) => (unread.value = refusalText(error)),
  );
  const act = useAction(
    async (name: InstructionAct, text: string, dueOn: string) => {
      const body = {
        ...{ act: name, revision: detail.value?.revision ?? 1 },
        ...(text !== '' && { text }),
        ...(dueOn !== '' && { dueOn }),
      };
      detail.value = await call('actOnInstruction', { params: { id }, body });
      changed();
    },
    (_, name) => words.done(instructionActNames[name]),
  );
  return { detail, unread, act };
}
