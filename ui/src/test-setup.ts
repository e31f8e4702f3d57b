import '@testing-library/jest-dom/vitest';
import { vi } from 'vitest';

/** jsdom lays nothing out; what watches a size never hears of one. */
class NoResizes implements ResizeObserver {
  observe(): void {
    return undefined;
  }
  unobserve(): void {
    return undefined;
  }
  disconnect(): void {
    return undefined;
  }
}
vi.stubGlobal('ResizeObserver', NoResizes);
Element.prototype.scrollIntoView = () => undefined;

// A window of 1200 × 720 for what draws as much as it has room for.
for (const [name, length] of [
  ['clientWidth', 1200],
  ['clientHeight', 720],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => length });
}
