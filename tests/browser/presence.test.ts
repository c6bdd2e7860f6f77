import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { UNATTENDED_HEADER } from '../../contracts/rest.ts';
import { setUpOffice, type Visitor } from '../helpers/client.ts';
import { needs } from '../helpers/needs.ts';
import { Stack } from '../helpers/stack.ts';
import { until } from '../helpers/until.ts';
import { openBrowser, openWall, wallLink } from './screen.ts';

needs('chromium')('a page that is open', () => {
  let stack: Stack;
  let browser: Browser;
  let admin: Visitor;
  beforeAll(async () => {
    [stack, browser] = await Promise.all([Stack.start(), openBrowser()]);
    admin = await setUpOffice(stack.address, stack.server.lines);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await browser?.close();
    await stack?.remove();
  });

  it('marks what it asks for by itself, and tells at once when somebody is there', async () => {
    const screen = await openWall(browser, stack, await wallLink(admin, '一号屏'));
    const asked: { path: string; isUnattended: boolean }[] = [];
    screen.page.on('request', (request) => {
      const { pathname: path } = new URL(request.url());
      const isUnattended = request.headers()[UNATTENDED_HEADER] !== undefined;
      if (path.startsWith('/api/')) asked.push({ path, isUnattended });
    });
    await screen.visit('/');
    await screen.seeLink('up');
    await until('it asks by itself', () => asked.length >= 2);
    expect(asked.filter(({ isUnattended }) => !isUnattended)).toEqual([]);
    await screen.page.mouse.move(300, 300);
    await until('it tells', () => asked.some(({ path, isUnattended }) => path === '/api/me' && !isUnattended));
    await screen.close();
  });
});
