/** What the demonstration's server sees where it was started. */
export interface Surroundings {
  /** By a launcher, over its channel. */
  readonly isLaunched: boolean;
  /** The database of one machine that nobody else administers. */
  readonly isEmbedded: boolean;
  readonly demoProjects: number;
  readonly otherProjects: number;
}

/** Why the second factor stays, or undefined. */
export function whyRequired({ isLaunched, isEmbedded, demoProjects, otherProjects }: Surroundings): string | undefined {
  if (!isLaunched) return '不是由演示启动程序启动';
  if (!isEmbedded) return '不是内置数据库';
  if (demoProjects === 0) return '数据库中没有演示数据';
  return otherProjects > 0 ? '数据库中有非演示项目' : undefined;
}

/** Whether people may sign in without a second factor. */
export const mayWaive = (surroundings: Surroundings): boolean => whyRequired(surroundings) === undefined;
