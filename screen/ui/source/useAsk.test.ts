import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { useAsk } from './useAsk.ts';

const at = (x: number, button = 0): PointerEvent => ({ button, clientX: x, clientY: 0 }) as PointerEvent;
/** An event that remembers whether it was kept from going further. */
function event<T>(more: object = {}): { sent: T; stopped: () => number } {
  const stopPropagation = vi.fn();
  return {
    sent: { preventDefault: vi.fn(), stopPropagation, ...more } as unknown as T,
    stopped: () => stopPropagation.mock.calls.length,
  };
}

describe('asking a figure where it comes from', () => {
  let scope: EffectScope;
  let on: ReturnType<typeof useAsk>;
  const ask = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers();
    ask.mockClear();
    scope = effectScope();
    on = scope.run(() => useAsk(ask)) as ReturnType<typeof useAsk>;
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
  });

  it('takes a press of 600 ms', () => {
    on.pointerdown(at(0));
    vi.advanceTimersByTime(599);
    expect(ask).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ask).toHaveBeenCalledExactlyOnceWith(false);
    const click = event<MouseEvent>();
    on.click(click.sent);
    expect(click.stopped()).toBe(1);
  });
  it('is not asked by a tap, a drag or another button', () => {
    on.pointerdown(at(0));
    on.pointerup();
    const click = event<MouseEvent>();
    on.click(click.sent);
    on.pointerdown(at(0));
    on.pointermove(at(11));
    on.pointerdown(at(0, 2));
    vi.advanceTimersByTime(5000);
    expect(ask).not.toHaveBeenCalled();
    expect(click.stopped()).toBe(0);
  });
  it('takes the right button, once', () => {
    on.contextmenu(event<MouseEvent>().sent);
    expect(ask).toHaveBeenCalledOnce();
    on.pointerdown(at(0));
    vi.advanceTimersByTime(600);
    on.contextmenu(event<MouseEvent>().sent);
    expect(ask).toHaveBeenCalledTimes(2);
  });
  it('takes Enter and the menu key, and leaves the rest', () => {
    for (const key of ['Enter', 'ContextMenu', 'a', 'Tab']) on.keydown(event<KeyboardEvent>({ key }).sent);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(ask).toHaveBeenCalledWith(true);
  });
  it('leaves no timer behind', () => {
    on.pointerdown(at(0));
    scope.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
