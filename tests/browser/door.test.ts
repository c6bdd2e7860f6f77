import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { problems } from '../../contracts/errors.ts';
import { setUpInstallation, TEST_PASSWORD, type Installation } from '../helpers/client.ts';
import { needs } from '../helpers/needs.ts';
import { OpenIdProvider } from '../helpers/openIdProvider.ts';
import { freePort } from '../helpers/ports.ts';
import { authenticatorsAt } from '../helpers/secondFactor.ts';
import { Stack } from '../helpers/stack.ts';
import { openBrowser, Screen } from './screen.ts';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const CITY = '市统一身份认证平台';
const IDENTITY = 'zhang-at-city';

needs('chromium')('the door', () => {
  let stack: Stack;
  let browser: Browser;
  let city: OpenIdProvider;
  let house: Installation;

  beforeAll(async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    city = await OpenIdProvider.start(`${origin}/api/provider/return`);
    const env = {
      ...{ PUBLIC_ORIGIN: origin, OIDC_NAME: CITY, OIDC_ISSUER: city.issuer },
      ...{ OIDC_CLIENT_ID: 'xuanwu', OIDC_CLIENT_SECRET: 'a secret of the test' },
    };
    [stack, browser] = await Promise.all([Stack.start({ port, env }), openBrowser()]);
    house = await setUpInstallation(stack.address, stack.server.lines);
    await house.add('leader', 'district-leader', undefined, '张区长');
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
    await city?.stop();
  });

  /** At the city's pages: a name, then consent. */
  const signInThere = async ({ page }: Screen, login: string): Promise<void> => {
    await page.waitForURL(`${city.issuer}/**`);
    await page.locator('input[name="login"]').fill(login);
    await page.locator('input[name="password"]').fill('x');
    await page.locator('button[type="submit"]').click();
    await page.locator('input[name="prompt"][value="consent"]').waitFor({ state: 'attached' });
    await page.locator('button[type="submit"]').click();
    await page.waitForURL(`${stack.address}/**`);
  };
  const showFactor = async (screen: Screen): Promise<void> => {
    await screen.part('second-factor').waitFor();
    await screen.fill({ code: await authenticatorsAt(stack.address).of('leader').typed() });
  };
  const goThroughCity = async (screen: Screen, login: string): Promise<void> => {
    await screen.visit('/sign-in');
    await screen.part('provider').click();
    await signInThere(screen, login);
  };

  it('leads by way of the city’s identity from its button to the landing page, once that identity is bound', async () => {
    const stranger = await Screen.open(browser, stack.address, PHONE, true);
    await goThroughCity(stranger, IDENTITY);
    expect(await stranger.part('door-reason').textContent()).toContain('尚未绑定本系统人员');
    await stranger.expectNoSideways();
    await stranger.keepPicture('door-unbound-phone');
    await stranger.close();

    const own = await Screen.open(browser, stack.address, DESK);
    await own.visit('/sign-in?next=/account');
    await own.part('provider').waitFor();
    await own.keepPicture('door-with-provider');
    await own.fill({ loginName: 'leader', password: TEST_PASSWORD });
    await showFactor(own);
    await own.part('open-bind').click();
    await own.part('field-current').fill(TEST_PASSWORD);
    await own.part('confirm-go').click();
    await signInThere(own, IDENTITY);
    expect(await own.part('provider-outcome').textContent()).toContain('统一身份已绑定');
    expect(await own.part('provider-state').textContent()).toContain(`已绑定${CITY}`);
    await own.keepPicture('account-bound', true);
    await own.close();

    const back = await Screen.open(browser, stack.address, DESK);
    await goThroughCity(back, IDENTITY);
    await back.part('second-factor').waitFor();
    await back.keepPicture('door-factor-after-provider');
    await showFactor(back);
    await back.page.waitForURL(`${stack.address}/`);
    await back.seeLink('up');
    expect(await back.violations()).toEqual([]);
    await back.close();
  });

  it('says to whoever failed five times that account and address are locked, and for how long', async () => {
    const screen = await Screen.open(browser, stack.address, DESK);
    await screen.visit('/sign-in');
    const sentences: string[] = [];
    for (let times = 0; times < 6; times += 1) {
      const answered = screen.page.waitForResponse((reply) => reply.url().endsWith('/api/sessions'));
      await screen.fill({ loginName: 'leader', password: 'Wrong-Password-1' });
      await answered;
      sentences.push((await screen.part('problem').textContent()) ?? '');
    }
    expect(sentences.slice(0, 5).every((said) => said.includes(problems['wrong-credentials'].sentence))).toBe(true);
    expect(sentences[5]).toContain(problems.locked.sentence);
    await screen.keepPicture('door-locked');
    await screen.resize(PHONE);
    await screen.expectNoSideways();
    await screen.keepPicture('door-locked-phone');
    await screen.close();
  });
});
