import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { topicOf } from '../../contracts/mqtt.ts';
import { projectRoot } from '../../server/platform/paths.ts';
import type { Visitor } from '../helpers/client.ts';
import type { TestDevice } from '../helpers/devices.ts';
import { placeOf } from '../helpers/needs.ts';
import type { Stack } from '../helpers/stack.ts';
import { authenticatorsAt } from '../helpers/secondFactor.ts';
import { until } from '../helpers/until.ts';

/** Without a graphics card the map is drawn by the processor. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: placeOf('chromium'), args: [...FLAGS, ...more], timeout: 60_000 });

export interface Size {
  readonly width: number;
  readonly height: number;
}
export const WALL: Size = { width: 1920, height: 1080 };

declare global {
  interface Window {
    /** WebGL contexts this page has made. */
    webglContexts: number;
    /** Directives of the content security policy that something ran against. */
    violations: string[];
  }
}

/** A screen with nothing on it yet: own cookies, own storage, and everything it asks for or complains about noted. */
export class Screen {
  /** Where requests and sockets went. */
  readonly hosts = new Set<string>();
  /** Errors and warnings of the console, and exceptions. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly address: string,
  ) {
    const note = (url: string) => /^(blob|data):/.test(url) || this.hosts.add(new URL(url).host);
    page.on('request', (request) => note(request.url()));
    page.on('websocket', (socket) => note(socket.url()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${message.text()} (${message.location().url})`);
    });
  }

  static async open(browser: Browser, address: string, size = WALL, hasTouch = false): Promise<Screen> {
    // Without flights of the camera a picture is the same at every run.
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce', hasTouch });
    context.setDefaultTimeout(60_000);
    await context.addInitScript(() => {
      // A wall stays on its page unless a test lets it turn.
      if (localStorage.getItem('wall-dwell') === null) localStorage.setItem('wall-dwell', '3600');
      window.webglContexts = 0;
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
      });
      const known = new WeakSet<object>();
      const apply = (original: (kind: string) => unknown, canvas: unknown, asked: [string]): unknown => {
        const given = Reflect.apply(original, canvas, asked);
        if (given instanceof Object && asked[0].startsWith('webgl') && !known.has(given)) {
          known.add(given);
          window.webglContexts += 1;
        }
        return given;
      };
      const canvases = HTMLCanvasElement.prototype as { getContext: (kind: string) => unknown };
      canvases.getContext = new Proxy(canvases.getContext, { apply });
    });
    return new Screen(context, await context.newPage(), address);
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.address + path, { waitUntil: 'domcontentloaded' });
  }

  resize(size: Size): Promise<void> {
    return this.page.setViewportSize(size);
  }

  /** What carries this `data-test`. */
  part(name: string): Locator {
    return this.page.locator(`[data-test="${name}"]`);
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(fields)) await this.part(`field-${name}`).fill(text);
    await this.part('submit').click();
  }

  /** Waits until the figure's raw value is as wanted. */
  async seeValue(name: string, isSo: (value: string) => boolean, timeoutMs = 20_000): Promise<void> {
    const seen = async () => {
      const value = (await this.part(name).first().getAttribute('data-value')) ?? 'nothing';
      if (!isSo(value)) throw new Error(`it is "${value}"`);
      return true;
    };
    await until(`${name} on the screen`, seen, { timeoutMs, everyMs: 50 });
  }

  /** The curve of this street has been drawn. */
  seeCurve(street: string): Promise<void> {
    return this.page.locator(`[data-test="chart"][aria-label^="${street}"]`).first().waitFor();
  }

  seeLink(state: 'up' | 'down'): Promise<void> {
    return this.page.locator(`[data-test="link"][data-state="${state}"]`).waitFor();
  }

  /** The map has been drawn. */
  seeMap(): Promise<void> {
    return this.page.locator('[data-test="map"][data-ready="true"]').waitFor();
  }

  violations(): Promise<string[]> {
    return this.page.evaluate(() => window.violations);
  }

  webglContexts(): Promise<number> {
    return this.page.evaluate(() => window.webglContexts);
  }

  /** Nothing of the page lies to the side of the window. */
  async expectNoSideways(): Promise<void> {
    const [needed, given] = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth] as const;
    });
    expect(needed, 'width of the document').toBeLessThanOrEqual(given);
  }

  /** Until nothing is being read any more, figures have faded and fonts are there. */
  async settle(): Promise<void> {
    const isStill = () =>
      document.fonts.status === 'loaded' &&
      document.querySelector('.fade-leave-active, .fade-enter-active, [data-state="loading"]') === null;
    await this.page.waitForFunction(isStill, undefined, { timeout: 60_000 });
    // Charts are drawn in the frame after their data are there.
    await this.page.waitForTimeout(400);
  }

  /** Keeps a picture for people to look at. */
  async keepPicture(name: string, whole = false): Promise<void> {
    const folder = join(projectRoot(), 'tests', '.artifacts');
    mkdirSync(folder, { recursive: true });
    // Figures fade from one number to the next.
    const isStill = () => document.querySelector('.fade-leave-active, .fade-enter-active') === null;
    await this.page.waitForFunction(isStill);
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole, timeout: 60_000 });
  }

  /** Looks with a session opened elsewhere. @param cookies as a Visitor keeps them: `name=value; …` */
  async takeSession(cookies: string): Promise<void> {
    const pairs = cookies.split('; ').filter((pair) => !pair.endsWith('='));
    const cookieOf = (pair: string) => ({
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      url: this.address,
    });
    await this.context.addCookies(pairs.map(cookieOf));
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** Enrols an authenticator on the screen that asks for it, puts the recovery codes away and goes on. */
export async function enrolOnScreen(screen: Screen, loginName: string): Promise<readonly string[]> {
  const secret = (await screen.part('secret').textContent()) ?? '';
  const authenticator = authenticatorsAt(screen.address).add(loginName, secret.replaceAll(' ', ''));
  await screen.fill({ code: await authenticator.typed() });
  await screen.part('recovery-codes').waitFor();
  const codes = await screen.part('recovery-codes').locator('li').allTextContents();
  await screen.part('saved').check();
  await screen.part('codes-done').click();
  return codes;
}

/** A wall's one-time link. */
export const wallLink = async (admin: Visitor, name: string): Promise<string> =>
  (await admin.call('createWall', { body: { name } })).path;

/** A wall that has exchanged a link of its own. */
export async function openWall(browser: Browser, stack: Stack, link: string, size = WALL): Promise<Screen> {
  const screen = await Screen.open(browser, stack.address, size);
  await screen.visit(link);
  await screen.seeLink('up');
  return screen;
}

export interface Reading {
  readonly at: number;
  readonly values: { readonly pm10?: number; readonly pm25?: number; readonly noise?: number };
}

/** Sends readings as a device does and comes back when the broker has acknowledged them. */
export async function send({ mqttUrl }: Stack, device: TestDevice, ...readings: readonly Reading[]): Promise<void> {
  const { username, password } = device;
  const client = await connectAsync(mqttUrl, { clientId: username, username, password });
  const topic = topicOf({ ...device, leaf: 'telemetry' });
  for (const [seq, reading] of readings.entries())
    await client.publishAsync(topic, JSON.stringify({ ...reading, seq }), { qos: 1 });
  await client.endAsync();
}
