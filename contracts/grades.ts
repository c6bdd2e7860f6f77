/** Grades of domain.md 1.4, by the unrounded score: 优 [90, 100], 良 [80, 90), 中 [60, 80), 差 [0, 60). */
export const grades = ['excellent', 'good', 'fair', 'poor'] as const;
export type Grade = (typeof grades)[number];
export const gradeNames: Readonly<Record<Grade, string>> = { excellent: '优', good: '良', fair: '中', poor: '差' };
