/**
 * `npm test`: everything a change must pass, in one go: what the system must have, build, then lint, types and tests, two
 * at a time. `--long` runs what takes minutes instead, `--pictures` photographs every page at every size. Ends with the
 * skipped tests by name and one line of counts.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const long = process.argv.includes('--long');
const pictures = process.argv.includes('--pictures');
const strict = process.env.CI === 'true';
const reports = join('tests', '.artifacts', 'reports');
const beganAt = Date.now();

const onPath = (...names) => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const name of names) for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  return undefined;
};

/** What tests need of the system: where it is, under which variable tests find it, and Debian's packages for it. */
const needs = [
  {
    name: 'Chromium',
    variable: 'CHROMIUM_PATH',
    packages: ['chromium'],
    find: () => process.env.CHROMIUM_PATH ?? onPath('chromium', 'chromium-browser', 'google-chrome'),
  },
  {
    name: 'CJK fonts',
    variable: 'CJK_FONTS',
    packages: ['fontconfig', 'fonts-noto-cjk'],
    find: () => {
      const list = onPath('fc-list');
      return list && execFileSync(list, [':lang=zh'], { encoding: 'utf8' }).trim() !== '' ? 'yes' : undefined;
    },
  },
  {
    name: 'PostgreSQL',
    variable: 'POSTGRES_BIN',
    packages: ['postgresql'],
    find: () => {
      if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN;
      const base = '/usr/lib/postgresql';
      const newest = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a))[0] : undefined;
      const bin = newest && join(base, newest, 'bin');
      return bin && existsSync(join(bin, 'initdb')) ? bin : undefined;
    },
  },
  {
    name: 'Mosquitto',
    variable: 'MOSQUITTO_PATH',
    packages: ['mosquitto', 'mosquitto-clients'],
    find: () => (onPath('mosquitto_pub') ? (process.env.MOSQUITTO_PATH ?? onPath('mosquitto')) : undefined),
  },
];

const say = (line) => console.log(`[${((Date.now() - beganAt) / 1000).toFixed(0).padStart(3)} s] ${line}`);

/** Runs a command to its end; its output is shown when it fails, or line by line at once when `live`. */
function run(title, command, args, { live = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const hear = (chunk) => {
      output += chunk;
      if (!live) return;
      // Whole lines: what runs beside it speaks too.
      const end = output.lastIndexOf('\n') + 1;
      process.stdout.write(output.slice(0, end));
      output = output.slice(end);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(output);
      say(`${title}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
      resolve(code === 0);
    });
  });
}

/** Finds what the system must have; installs what is missing where that is ours to do. */
async function prepare() {
  const missing = () => needs.filter((need) => need.find() === undefined);
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get');
  if (missing().length > 0 && canInstall) {
    say(`installing ${missing().map(({ name }) => name)}`);
    // Debian's package would start a server of its own, which no test uses.
    mkdirSync('/etc/postgresql-common', { recursive: true });
    if (!existsSync('/etc/postgresql-common/createcluster.conf'))
      writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get update', 'apt-get', ['update', '-qq'], { env });
    const packages = missing().flatMap(({ packages: names }) => names);
    const args = [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      '-o',
      'Dpkg::Options::=--force-confold',
      ...packages,
    ];
    await run('apt-get install', 'apt-get', args, { env });
  }
  for (const need of needs) {
    const place = need.find();
    if (place !== undefined) process.env[need.variable] = place;
    say(`${need.name}: ${place ?? 'missing'}`);
  }
  return missing();
}

/** One project of tests. @returns whether all is well, as far as its report does not say it */
async function runProject(name) {
  const report = join(reports, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const passed = await run(`tests: ${name}`, 'npx', ['vitest', 'run', '--project', name, ...reporters], { live: true });
  // A failure outside any test (an error nobody caught) fails the run too.
  return passed || (existsSync(report) && summarise([report]).failed.length > 0);
}

/** Counts and names out of vitest's reports. */
function summarise(files) {
  const testResults = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).testResults);
  const tests = testResults.flatMap((file) => file.assertionResults);
  const named = (...wanted) => tests.filter(({ status }) => wanted.includes(status)).map((test) => test.fullName);
  // Files that broke outside their tests: at loading, or in a hook, which leaves the tests behind it skipped.
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: named('passed').length,
    failed: [...named('failed'), ...brokenFiles.map((file) => file.name)],
    skipped: named('skipped', 'pending', 'todo', 'disabled'),
  };
}

const check = (name) => ({ name, run: () => run(name, 'npm', ['run', '--silent', name]) });
const tests = (name) => ({ name: `tests: ${name}`, run: () => runProject(name) });

/**
 * Two at a time: much of a journey is waiting, and a browser that draws leaves half of two cores free. The longest comes
 * first; at no time do two browsers draw.
 */
async function runTwoAtATime(works) {
  const waiting = [...works];
  const broken = [];
  const takeNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      if (!(await next.run())) broken.push(next.name);
  };
  await Promise.all([takeNext(), takeNext()]);
  return broken;
}

/** Runs everything in order. @returns what failed beside tests; with any of the first two the tests do not run */
async function runAll() {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const missing = await prepare();
  if (missing.length > 0 && strict) return missing.map(({ name }) => `${name} is missing, and CI=true`);
  if (!(await run('build', 'npm', ['run', '--silent', 'build']))) return ['build'];
  if (long || pictures) return runTwoAtATime([tests(long ? 'long' : 'pictures')]);
  return runTwoAtATime([...['browser', 'journeys', 'faults'].map(tests), check('lint'), check('types'), tests('unit')]);
}

const broken = await runAll();
const { passed, failed, skipped } = summarise(readdirSync(reports).map((name) => join(reports, name)));
const wrong = [...broken, ...failed];
for (const name of wrong) console.log(`failed: ${name}`);
for (const name of skipped) console.log(`skipped: ${name}`);
say(wrong.length === 0 ? 'all passed' : 'NOT passed');
console.log(`${passed} passed, ${wrong.length} failed, ${skipped.length} skipped`);
process.exitCode = wrong.length === 0 ? 0 : 1;
