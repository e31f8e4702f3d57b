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
