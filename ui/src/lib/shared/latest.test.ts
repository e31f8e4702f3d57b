import { describe, expect, it, vi } from 'vitest';
import { Latest } from './latest';

/** A question that is answered when the test says so. */
function question() {
  let answer: (answer: string) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => ([answer, refuse] = [resolve, reject]));
  return { ask: vi.fn(() => promise), answer, refuse };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('of questions that come faster than answers', () => {
  it('one is under way, the latest waits, and those between are never asked', async () => {
    const latest = new Latest();
    const [first, second, third] = [question(), question(), question()];
    const answers = Promise.all([first, second, third].map(({ ask }) => latest.ask(ask)));
    await settled();
    expect(first.ask).toHaveBeenCalledOnce();
    expect(third.ask).not.toHaveBeenCalled();
    first.answer('first');
    await settled();
    expect(third.ask).toHaveBeenCalledOnce();
    third.answer('third');
    expect(await answers).toEqual([undefined, undefined, 'third']);
    expect(second.ask).not.toHaveBeenCalled();
  });

  it('an answer that comes before the next question is heard', async () => {
    const latest = new Latest();
    const quick = question();
    const first = latest.ask(quick.ask);
    quick.answer('first');
    expect(await first).toBe('first');
    expect(await latest.ask(async () => 'second')).toBe('second');
  });

  it('what an overtaken one refuses with is nobody’s concern, and the next is asked all the same', async () => {
    const latest = new Latest();
    const [first, second] = [question(), question()];
    const answers = [latest.ask(first.ask), latest.ask(second.ask)];
    first.refuse(new Error('the first'));
    await settled();
    second.refuse(new Error('the second'));
    expect(await answers[0]).toBeUndefined();
    await expect(answers[1]).rejects.toThrow('the second');
  });

  it('one that comes as the last is answered does not run beside the one that waited', async () => {
    const latest = new Latest();
    const [first, second, third] = [question(), question(), question()];
    const one = latest.ask(first.ask).then(() => latest.ask(third.ask));
    const two = latest.ask(second.ask);
    first.answer('first');
    await settled();
    expect(second.ask.mock.calls.length + third.ask.mock.calls.length).toBe(1);
    second.answer('second');
    third.answer('third');
    expect(await Promise.all([one, two])).toContain('third');
  });
});
