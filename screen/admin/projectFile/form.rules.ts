import type { Label } from '../../../contracts/labels.ts';
import type { Organisation } from '../../../contracts/organisation.ts';
import type { HeldPost } from '../../../contracts/people.ts';
import type { MapPoint, ProjectFacts, ProjectRollout, ProjectSector } from '../../../contracts/projectFiles.ts';
import type { ProjectCategory } from '../../../contracts/projects.ts';
import { fenOf, wanOf } from '../../format/decimal.rules.ts';
import { projectFileWords as words } from '../../words/projectFiles.ts';

/** What is typed about a project; empty text where nothing is said. */
export interface ProjectForm {
  name: string;
  category: ProjectCategory;
  sector: ProjectSector | '';
  rollout: ProjectRollout | '';
  departmentCode: string;
  partnerCodes: readonly string[];
  unitCode: string;
  point: MapPoint | null;
  streetCode: string;
  communityCode: string;
  wan: string;
  startsOn: string;
  endsOn: string;
  label: Label;
}

export const blankForm = (departmentCode: string, unitCode: string): ProjectForm => ({
  ...{ name: '', category: 'urban-renewal', sector: '', rollout: '', departmentCode, partnerCodes: [], unitCode },
  ...{ point: null, streetCode: '', communityCode: '', wan: '', startsOn: '', endsOn: '', label: 'internal' },
});
export const formOf = ({ budgetFen, ...facts }: ProjectFacts): ProjectForm => ({
  ...facts,
  sector: facts.sector ?? '',
  rollout: facts.rollout ?? '',
  unitCode: facts.unitCode ?? '',
  streetCode: facts.streetCode ?? '',
  communityCode: facts.communityCode ?? '',
  wan: wanOf(budgetFen),
});

/** What a field lacks, by its name; nothing: it can be sent. */
export function faultsOf(form: ProjectForm): Partial<Record<keyof ProjectForm, string>> {
  const fen = fenOf(form.wan.trim());
  return {
    ...(form.name.trim().length < 2 && { name: words.nameShort }),
    ...(form.departmentCode === '' && { departmentCode: words.chooseDepartment }),
    ...((fen === null || fen === '0') && { wan: words.amountWrong }),
    ...(form.startsOn === '' && { startsOn: words.chooseDay }),
    ...(form.endsOn === '' && { endsOn: words.chooseDay }),
    ...(form.startsOn !== '' && form.endsOn !== '' && form.endsOn <= form.startsOn && { endsOn: words.endsEarly }),
  };
}

/** As the wire takes it. Only where `faultsOf` finds nothing. */
export const factsOf = (form: ProjectForm): ProjectFacts => {
  const { wan, sector, rollout, unitCode, streetCode, communityCode, name, ...rest } = form;
  return {
    ...rest,
    name: name.trim(),
    partnerCodes: [...form.partnerCodes],
    sector: sector === '' ? null : sector,
    rollout: rollout === '' ? null : rollout,
    unitCode: unitCode === '' ? null : unitCode,
    streetCode: streetCode === '' ? null : streetCode,
    communityCode: communityCode === '' ? null : communityCode,
    budgetFen: fenOf(wan.trim()) ?? '0',
  };
};

/** Whose project it will most likely be: that of the viewer's own post. */
export function ownPlace(posts: readonly HeldPost[], organisations: readonly Organisation[]) {
  const own = posts.filter(({ lentBy }) => lentBy === null);
  const department = own.find(({ role }) => role === 'department')?.organisationCode ?? '';
  const unit = own.find(({ role }) => role === 'project-unit')?.organisationCode ?? '';
  const above = organisations.find(({ code }) => code === unit)?.parentCode ?? '';
  const isDepartment = organisations.some(({ code, kind }) => code === above && kind === 'department');
  return { departmentCode: department === '' && isDepartment ? above : department, unitCode: unit };
}

const named = (rows: readonly Organisation[]) => rows.map(({ code, name }) => ({ value: code, text: name }));
/** What can be chosen of the organisations in office. */
export function choicesOf(all: readonly Organisation[], streetCode: string) {
  const active = all.filter((one) => one.active);
  const departments = active.filter(({ kind }) => kind === 'department');
  const communities = active.filter((one) => one.kind === 'community' && one.streetCode === streetCode);
  return {
    departments: named(departments),
    units: named(active.filter(({ kind }) => kind === 'company' || kind === 'department' || kind === 'street')),
    communities: named(communities),
  };
}
