import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCommand, type Options } from './commandLine.rules.ts';
import { readActors, type Actor } from './credentials.ts';
import { Run } from './run.ts';
import { Systems } from './systems.ts';
import { readSystems } from './systemsFile.ts';
import { words } from './words.ts';

const TICK_MS = 50;
const REPORT_MS = 10_000;
/** How long a finished run waits for what is still unacknowledged. */
const DRAIN_MS = 30_000;
/** When told to stop there is less time: whoever started us waits two seconds and then kills. */
const HASTE_MS = 600;

/** The broker's address without any credentials in it: each device signs in with its own. */
function brokerUrl(text: string): string | undefined {
  try {
    const url = new URL(text);
    url.username = url.password = '';
    return url.href.replace(/\/$/, '');
  } catch {
    return undefined;
  }
}

/** The devices that play, or a sentence why it cannot be. */
function chooseActors(options: Options, path: string): Actor[] | string {
  const known = readActors(path);
  if (typeof known === 'string') return known;
  const { devices } = options.scenario;
  const suitable = known.filter((actor) => devices === 'all' || actor.kind === devices);
  const wanted = options.devices ?? suitable.length;
  if (wanted > suitable.length || suitable.length === 0) return words.tooFewDevices(wanted, suitable.length);
  if ((options.rate ?? 0) > wanted * 1000) return words.tooFast(options.rate ?? 0, wanted);
  return suitable.slice(0, wanted);
}

/** The systems of a scenario that has them, playing; undefined where their keys are not there. */
function openSystems({ scenario, seed, project }: Options, dataDir: string): Systems | undefined {
  // Devices alone may play where there is no server to speak to.
  const server = process.env['SERVER_URL'] ?? (scenario.devices === 'none' ? 'http://127.0.0.1:8080' : undefined);
  if (scenario.systems === undefined || server === undefined) return undefined;
  const path = join(dataDir, 'interface-credentials.json');
  const secrets = readSystems(path);
  if (secrets === undefined) {
    console.error(words.noSystems(path));
    return undefined;
  }
  const port = Number(process.env['SYSTEMS_PORT'] ?? 8091);
  const say = (line: string): void => console.log(line);
  const only = project === undefined ? {} : { project };
  const systems = new Systems({ server, port, secrets, seed, ...scenario.systems, ...only, say });
  systems.open();
  console.log(words.systemsStarted(server, port));
  return systems;
}

async function play(options: Options): Promise<number> {
  const dataDir = resolve(process.env['XW_DATA_DIR'] ?? 'data/demo');
  const systems = openSystems(options, dataDir);
  if (options.scenario.devices === 'none') {
    if (systems === undefined) return 2;
    await untilOver(options.seconds);
    systems.close();
    return 0;
  }
  const asked = process.env['MQTT_URL'] ?? 'mqtt://127.0.0.1:1883';
  const url = brokerUrl(asked);
  if (url === undefined) return refuse(words.badUrl(asked));
  const actors = chooseActors(options, join(dataDir, 'simulator-credentials.json'));
  if (typeof actors === 'string') return refuse(actors);
  const startAt = Date.now();
  const run = new Run(options, actors, url, dataDir, startAt);
  console.log(words.started(options.scenario.name, actors.length, url));
  run.open();
  const ticking = setInterval(() => run.tick(Date.now()), TICK_MS);
  const reporting = setInterval(() => report(run), REPORT_MS);
  await untilOver(options.seconds);
  clearInterval(ticking);
  systems?.close();
  run.reconnectAll();
  const drainedBy = Date.now() + (wasStopped ? HASTE_MS : DRAIN_MS);
  while (run.tally.pending > 0 && Date.now() < drainedBy) await sleep(50);
  clearInterval(reporting);
  const { published, acknowledged, pending } = run.tally;
  await Promise.race([run.close(Date.now()), sleep(1_000)]);
  console.log(words.finished(published, acknowledged));
  if (pending > 0) console.log(words.unacknowledged(pending));
  return pending > 0 && !wasStopped ? 1 : 0;
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}

let wasToldDone = false;
function report(run: Run): void {
  const { history } = run;
  const isTelling = history !== undefined && !history.isDone;
  console.log(run.tally.line(isTelling ? words.history(history.percent) : ''));
  if (history === undefined) return;
  if (history.isDone && !wasToldDone) console.log(words.historyDone);
  wasToldDone = history.isDone;
  try {
    history.save(Date.now());
  } catch (problem) {
    console.error(words.historyUnsaved(String(problem)));
  }
}

let wasStopped = false;
/** Until the scenario's time is up, or somebody stops it. */
function untilOver(seconds: number | undefined): Promise<void> {
  return new Promise((over) => {
    const stop = () => {
      wasStopped = true;
      over();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    if (seconds !== undefined) setTimeout(over, seconds * 1000);
  });
}

const command = readCommand(process.argv.slice(2));
if ('run' in command) process.exit(await play(command.run));
console[command.isMistake ? 'error' : 'log'](command.say);
process.exit(command.isMistake ? 2 : 0);
