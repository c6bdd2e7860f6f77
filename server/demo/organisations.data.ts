import communities from '../../public/geo/communities.json' with { type: 'json' };

/** Communities of the seven streets, as the map data name them. */
export const demoCommunities = communities.flatMap(({ street, communities: own }) =>
  own.map(({ code, name }) => ({ code, name, street })),
);

/**
 * Bureaus that lead projects. Names change with reforms of the district's bodies, so they are data; those of the water,
 * Zhujiang Road and city construction bodies are the least certain.
 */
export const demoDepartments = {
  office: '区政府办公室',
  development: '区发展和改革委员会',
  finance: '区财政局(区国资办)',
  audit: '区审计局',
  construction: '区建设房产和交通局',
  'urban-management': '区城市管理局',
  'civil-affairs': '区民政局',
  education: '区教育局',
  health: '区卫生健康委员会',
  ecology: '玄武生态环境局',
  planning: '规划和自然资源局玄武分局',
  water: '区水务局',
  culture: '区文化和旅游局',
  commerce: '区商务局',
  industry: '区工业和信息化局',
  science: '区科学技术局',
  approval: '区行政审批局(区数据局)',
  market: '区市场监督管理局',
  emergency: '区应急管理局',
  'human-resources': '区人社局',
  justice: '区司法局',
  statistics: '区统计局',
  petition: '区信访局',
  'disabled-persons': '区残联',
  xuzhuang: '徐庄高新区管委会',
  'zhujiang-road': '珠江路创新街区',
  'city-construction': '区城建集团',
} as const;
export type DepartmentCode = keyof typeof demoDepartments;

/** Invented bodies that carry out and evaluate projects. */
export const demoCompanies = { 'renewal-company': '玄武城市更新建设有限公司(演示)' } as const;
export const demoAgencies = { 'evaluation-agency': '金陵绩效评价咨询有限公司(演示)' } as const;
export type OrganisationCode = DepartmentCode | keyof typeof demoCompanies | keyof typeof demoAgencies;

/** Projects by number that the invented company carries out, and those given to the agency. */
export const companyProjects: readonly number[] = [1, 2, 5, 8, 9];
export const evaluatedProjects: readonly number[] = [8, 11, 17];
