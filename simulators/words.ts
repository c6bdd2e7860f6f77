/** Every sentence that a person at the terminal reads. */
export const words = {
  title: '演示数据发生器:以各设备自己的凭据经消息代理发布模拟读数',
  usage: [
    '用法: npm run simulate -- --scenario 名称 [--devices 台数] [--rate 每秒条数] [--seconds 秒] [--seed 整数]',
    '      npm run simulate -- --list',
    '环境变量: MQTT_URL(默认 mqtt://127.0.0.1:1883)、XW_DATA_DIR(默认 data/demo)',
  ].join('\n'),
  noCredentials: (path: string) => `没有找到设备凭据 ${path};请先运行 npm run demo 或写入演示数据`,
  badCredentials: (path: string) => `设备凭据 ${path} 的内容不合约定;删除后重新写入演示数据即可`,
  unknownOption: (option: string) => `不认识的选项 ${option}`,
  needsNumber: (option: string) => `选项 ${option} 需要一个大于零的数`,
  unknownScenario: (name: string) => `没有名为 ${name} 的场景;用 --list 查看全部`,
  tooFewDevices: (wanted: number, have: number) => `要求 ${wanted} 台设备,而凭据文件中只有 ${have} 台可用于此场景`,
  tooFast: (rate: number, devices: number) => `每秒 ${rate} 条对 ${devices} 台设备过快:每台每毫秒至多一条`,
  badUrl: (url: string) => `MQTT_URL 不是有效的地址:${url}`,
  started: (name: string, devices: number, url: string) => `场景 ${name}:${devices} 台设备,代理 ${url}`,
  progress: (published: number, acknowledged: number, pending: number) =>
    `已发布 ${published},已确认 ${acknowledged},待确认 ${pending}`,
  frames: (count: number) => `画面 ${count}`,
  dropped: (count: number) => `已放弃 ${count}(离线过久,队列已满)`,
  offline: (count: number, why: string) => `${count} 台未连接${why === '' ? '' : `(${why})`}`,
  history: (percent: string) => `历史 ${percent}%`,
  historyDone: '历史已补齐',
  historyUnsaved: (why: string) => `历史进度未能保存:${why}`,
  finished: (published: number, acknowledged: number) => `结束:已发布 ${published},已确认 ${acknowledged}`,
  unacknowledged: (count: number) => `结束时仍有 ${count} 条未获确认`,
} as const;
