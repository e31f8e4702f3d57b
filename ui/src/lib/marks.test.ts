import { beforeEach, describe, expect, it, vi } from 'vitest';
import { began, cameUp, hearPresses, listMoved } from './marks';

/** The frames that were asked for, run by the test. */
let frames: (() => void)[] = [];
const frame = () => frames.splice(0).forEach((run) => run());
const measure = vi.fn();

beforeEach(() => {
  frames = [];
  measure.mockReset();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.spyOn(performance, 'measure').mockImplementation(measure);
});

const names = () => measure.mock.calls.map(([name]) => name);

describe('an act', () => {
  it('ends with the frame after the one that painted its result', () => {
    let shown = false;
    began('search', () => shown);
    frame();
    shown = true;
    frame();
    expect(names()).toEqual([]);
    frame();
    expect(names()).toEqual(['act:search']);
    expect(frames).toEqual([]);
  });

  it('counts from the press that began it', () => {
    hearPresses();
    const press = new KeyboardEvent('keydown', { key: 'j' });
    Object.defineProperty(press, 'timeStamp', { value: performance.now() - 5 });
    window.dispatchEvent(press);
    began('move');
    frame();
    frame();
    expect(measure.mock.calls[0]?.[1].start).toBe(press.timeStamp);
  });

  it('of the first list counts from the beginning of the page, of later ones from the press', () => {
    cameUp(() => true);
    cameUp(() => true);
    frame();
    frame();
    expect(names()).toEqual(['act:start', 'act:place']);
    expect(measure.mock.calls[0]?.[1].start).toBe(0);
  });
});

describe('a list that moves', () => {
  it('counts the frames that show it elsewhere, and those in which rows are missing', () => {
    listMoved(() => false);
    frame();
    listMoved(() => true);
    frame();
    frame();
    expect(names()).toEqual(['frame', 'frame:blank']);
    expect(frames).toEqual([]);
  });
});
