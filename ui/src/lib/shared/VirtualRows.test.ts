import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Range } from './virtual';
import VirtualRows from './VirtualRows.svelte';

const row = createRawSnippet((index: () => number) => ({
  render: () => `<div role="gridcell">row ${index() + 1}</div>`,
  setup: (element) => {
    element.textContent = `row ${index() + 1}`;
  },
}));

function show(more: { count: number; active?: number; minItemWidth?: number; gap?: number }) {
  const onrange = vi.fn<(range: Range) => void>();
  const view = render(VirtualRows, { label: 'Partners', itemHeight: 36, row, onrange, ...more });
  const numbers = () => screen.getAllByRole('row').map((line) => Number(line.getAttribute('aria-rowindex')));
  return { ...view, onrange, numbers, grid: screen.getByRole('grid', { name: 'Partners' }) };
}

describe('a long list', () => {
  it('draws a window of rows and tells how many there are', () => {
    const { grid, numbers, onrange } = show({ count: 1_000_000 });
    expect(grid).toHaveAttribute('aria-rowcount', '1000000');
    expect(numbers()[0]).toBe(1);
    expect(numbers().length).toBeLessThan(50);
    expect(onrange).toHaveBeenLastCalledWith({ first: 0, end: 20 });
  });

  it('brings the very last row into view', async () => {
    const { component, numbers, onrange } = show({ count: 1_000_000 });
    component.scrollToIndex(999_999);
    await tick();
    expect(numbers().at(-1)).toBe(1_000_000);
    expect(onrange).toHaveBeenLastCalledWith({ first: 999_980, end: 1_000_000 });
  });

  it('keeps the rows in the order of the list, so that they are read in it', async () => {
    const { component, numbers } = show({ count: 5000 });
    for (const index of [30, 31, 500, 490, 4999, 0]) {
      component.scrollToIndex(index);
      await tick();
      expect(numbers()).toEqual(numbers().toSorted((a, b) => a - b));
    }
  });

  it('says which row the keyboard stands on while that row is drawn', async () => {
    const { component, grid } = show({ count: 5000, active: 2 });
    const id = grid.getAttribute('aria-activedescendant');
    expect(document.getElementById(id ?? '')).toHaveAttribute('aria-rowindex', '3');
    component.scrollToIndex(4000);
    await tick();
    expect(grid).not.toHaveAttribute('aria-activedescendant');
  });

  it('puts cards side by side, and steps by lines of them', () => {
    const { component, onrange } = show({ count: 100, minItemWidth: 280, gap: 12 });
    expect(onrange).toHaveBeenLastCalledWith({ first: 0, end: 60 });
    expect(component.step(0, 'down')).toBe(4);
  });

  it('stays with what is left when the list grows shorter than where it stood', async () => {
    const { component, rerender, numbers } = show({ count: 5000 });
    component.scrollToIndex(4999);
    await tick();
    await rerender({ count: 10 });
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
