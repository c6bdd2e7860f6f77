/** By their SHA-256, two levels; others there are half written. */
const isKept = (path: string): boolean => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(path);

/** What belongs to an installation beside its database: folders below XW_DATA_DIR whose files never change. */
export const folders = [
  { name: 'images', isWanted: isKept },
  { name: 'files', isWanted: isKept },
] as const;

/** Of a demonstration only: what its simulated devices sign in with, how far they have come, how people sign in. */
export const demoFiles: readonly string[] = [
  'demo-secrets.json',
  'simulator-credentials.json',
  'simulator-history.json',
];

/** What people call the parts of an archive. */
export const partNames: Readonly<Record<string, string>> = {
  database: '数据库',
  broker: '消息代理的会话与待送报文',
  images: '图像',
  files: '附件',
  demo: '演示账号',
};
